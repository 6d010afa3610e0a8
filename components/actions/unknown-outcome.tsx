"use client";

import { Radar } from "lucide-react";
import { useRouter } from "next/navigation";
import { useActionState } from "react";
import { Time } from "@/components/time";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { FlaggedText } from "@/components/ui/flagged-text";
import { JsonTree } from "@/components/ui/json-tree";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Tone } from "@/components/ui/tone";
import type { KnownFact } from "@/lib/actions/person-view";
import type { ProbeView } from "@/lib/actions/recovery-view";
import type { Mutation, MutationState } from "@/lib/next/mutation-state";

const FOUND: Record<ProbeView["finding"], { title: string; tone: Extract<Tone, "success" | "warning" | "info"> }> = {
  happened: { title: "The target says that it happened", tone: "success" },
  did_not_happen: { title: "The target says that it did not happen", tone: "info" },
  cannot_tell: { title: "It cannot be told from here", tone: "warning" },
};

type Props = { known: readonly KnownFact[]; seen: { id: string; revision: number }; ask: Mutation<ProbeView>; /** Why this person may not ask. */ refused: string | undefined };

/** An outcome that nobody knows: what is on record, and what the target says when it is asked. */
export function UnknownOutcome({ known, seen, ask, refused }: Props) {
  const router = useRouter();
  const [state, act] = useActionState(async (before: MutationState<ProbeView> | null, form: FormData) => {
    const answer = await ask(before, form);
    router.refresh();
    return answer;
  }, null);
  return (
    <Card title="What we know" description="It may have taken effect or not. Find out, then settle it: it happened, it did not, or try again.">
      <ul className="flex list-disc flex-col gap-1 pl-5 text-sm">
        {known.map(({ text, at }) => (
          <li key={text}>
            <FlaggedText text={text} /> {at && <Time at={at} className="text-xs text-muted" />}
          </li>
        ))}
      </ul>
      <form action={act} className="mt-3 flex flex-col items-start gap-3">
        <input type="hidden" name="id" value={seen.id} />
        <input type="hidden" name="revision" value={seen.revision} />
        <SubmitButton variant="secondary" icon={<Radar aria-hidden="true" />} disabledReason={refused}>
          Ask the target
        </SubmitButton>
        {state && !state.ok && (
          <Alert live tone="danger" title="The target was not asked" className="w-full">
            {state.message}
          </Alert>
        )}
        {state?.ok && (
          <Alert live tone={FOUND[state.value.finding].tone} title={FOUND[state.value.finding].title} className="w-full">
            <FlaggedText text={state.value.evidence} />
            {state.value.detail !== undefined && <JsonTree value={state.value.detail} label="What the target answered" openTo={2} />}
          </Alert>
        )}
      </form>
    </Card>
  );
}
