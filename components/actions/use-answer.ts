"use client";

import { useRouter } from "next/navigation";
import { useActionState } from "react";
import { toast } from "@/components/ui/toast";
import type { Mutation, MutationState } from "@/lib/next/mutation-state";
import { withLocalTime } from "./requests";

/** Refusals that mean: the action is not what this page shows any more. */
const MOVED = new Set(["already_decided", "stale_revision", "wrong_state", "payload_mismatch", "expired", "not_found"]);

type On = {
  /** It worked; gives what to say, if anything. */
  done: () => string | null;
  /** Somebody or some clock was first: the page is read again and says what is there now. */
  moved?: () => void;
};

/**
 * `useActionState` of a mutation, and what follows its answer: the page is read again, and a conflict is told in a
 * message that stays, since the form it came from may go.
 */
export function useAnswered(mutation: Mutation<null>, on: On): [state: MutationState<null> | null, submit: (form: FormData) => void, pending: boolean] {
  const router = useRouter();
  return useActionState(async (before: MutationState<null> | null, form: FormData) => {
    const answer = await mutation(before, form);
    if (answer.ok) {
      const said = on.done();
      if (said) toast(said, { tone: "success" });
      router.refresh();
    } else if (MOVED.has(answer.code)) {
      on.moved?.();
      toast(withLocalTime(answer.message), { tone: "danger" });
      router.refresh();
    }
    return answer;
  }, null);
}
