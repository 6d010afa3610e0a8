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
import type { ProbeView } from "@/lib/actions/recovery/recovery-view";
import type { KnownFact } from "@/lib/actions/shown/person-view";
import type { Mutation, MutationState } from "@/lib/next/mutation-state";
import { unknown as words } from "./words-view";

const TONE: Record<ProbeView["finding"], Extract<Tone, "success" | "warning" | "info">> = { happened: "success", did_not_happen: "info", cannot_tell: "warning" };

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
    <Card title={words.title} description={words.description}>
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
          {words.ask}
        </SubmitButton>
        {state && !state.ok && (
          <Alert live tone="danger" title={words.notAsked} className="w-full">
            {state.message}
          </Alert>
        )}
        {state?.ok && (
          <Alert live tone={TONE[state.value.finding]} title={words.found[state.value.finding]} className="w-full">
            <FlaggedText text={state.value.evidence} />
            {state.value.detail !== undefined && <JsonTree value={state.value.detail} label={words.answer} openTo={2} />}
          </Alert>
        )}
      </form>
    </Card>
  );
}
