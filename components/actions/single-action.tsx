"use client";

import { useState, type ReactNode } from "react";
import { useCommands } from "@/components/keys/use-commands";
import { toggleAllParams } from "@/components/payload/toggle-params";
import { toast } from "@/components/ui/toast";
import type { ProbeView } from "@/lib/actions/recovery/recovery-view";
import type { ActionInFull } from "@/lib/actions/shown/person-view";
import type { Mutation } from "@/lib/next/mutation-state";
import { ActionView } from "./action-view";
import { DecisionBar, type DecisionMutations } from "./decision-bar";
import { sendDecision, sendWithdrawal, type Trouble } from "./requests";
import { useDecider } from "./use-decider";
import { useOnScreen } from "./use-on-screen";
import { useRefresh } from "./use-refresh";
import { useReviewing } from "./use-reviewing";
import { useTaking } from "./use-taking";
import { decided as words } from "./words-decide";

export type ActionMutations = DecisionMutations & { approveAlone: Mutation<null>; probe: Mutation<ProbeView> };

type Props = { action: ActionInFull; admin: boolean; mutations: ActionMutations; beside?: ReactNode };

/** An action on a page of its own: whoever decides here stays, and sees what becomes of it. */
export function SingleAction({ action, admin, mutations, beside }: Props) {
  const refresh = useRefresh();
  const [pending, setPending] = useState(false);
  const payload = useOnScreen(`${action.id} ${action.revision}`);
  const say = async (sent: Promise<unknown>, done: string | null) => {
    setPending(true);
    try {
      await sent;
      if (done) toast(done, { tone: "success" });
    } catch (error) {
      const { message, requestId, moved } = error as Trouble;
      toast(moved || !requestId ? message : `${message} (${requestId})`, { tone: "danger" });
    }
    setPending(false);
    refresh();
  };
  const decider = useDecider({
    action,
    wasSeen: payload.wasSeen,
    show: payload.show,
    approve: (seen, note, fact) => void say(sendDecision(seen, "approve", note, fact), seen.classification.undo > 0 ? null : words.approved),
    reject: (seen, reason) => void say(sendDecision(seen, "reject", reason), words.rejected),
    approveAlone: mutations.approveAlone,
  });
  const reviewing = useReviewing({ action, away: () => undefined, back: refresh, changed: refresh });
  useTaking(action.state === "pending" && action.may.approve === true ? action.id : null, "opened");
  const takeBack = () => void say(sendWithdrawal(action), words.takenBack);
  const { dialogs: _, ...commands } = reviewing;
  useCommands({
    approve: () => decider.approve(),
    reject: decider.reject,
    params: () => toggleAllParams(),
    ...(action.state === "pending" && commands),
    ...(action.may.takeBack && { undo: takeBack }),
  });
  return (
    <>
      <ActionView action={action} admin={admin} probe={mutations.probe} payload={payload.ref} takeOver={reviewing.take} beside={beside} />
      <DecisionBar
        action={action}
        mutations={mutations}
        seen={payload.seen}
        approve={decider.approve}
        reject={decider.reject}
        takeBack={takeBack}
        reviewing={reviewing}
        lookAgain={refresh}
        pending={pending}
        className="sticky bottom-(--shell-bottom) short:static -mx-4 mt-6 sm:mx-0 sm:rounded-lg sm:border"
      />
      {decider.dialogs}
      {reviewing.dialogs}
    </>
  );
}
