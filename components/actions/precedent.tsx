"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { FlaggedText } from "@/components/ui/flagged-text";
import { Time } from "@/components/time";
import type { Precedents } from "@/lib/actions/review/precedent-view";
import { paths } from "@/lib/paths";
import { readPrecedents } from "./requests";
import { ActionStateBadge } from "./state-badge";
import { precedent as words } from "./words-view";

/** Whoever only passes by on the way down the queue asks for nothing. */
const STAY_MS = 250;

/** What was decided of calls like this one, and the rule that would cover it. Nothing where there is nothing yet. */
export function Precedent({ actionId }: { actionId: string }) {
  const [found, setFound] = useState<Precedents | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    // It helps to decide and is not needed to: what cannot be read leaves no mark.
    const timer = setTimeout(() => void readPrecedents(actionId, abort.signal).then(setFound, () => undefined), STAY_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [actionId]);
  if (!found || found.similar.length === 0) return null;
  const { similar, ofTool, ofDestination, draft } = found;
  return (
    <Card title={words.title} description={words.tally(ofTool, ofDestination)}>
      <ul className="@container divide-y divide-line">
        {similar.map((one) => (
          <li key={one.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 text-sm">
            <span className="w-24 shrink-0 @max-md:w-full">
              <ActionStateBadge state={one.state} />
            </span>
            <Link href={paths.action(one.id)} className="min-w-0 flex-1 basis-48 font-medium hover:underline">
              <FlaggedText text={one.summary} />
            </Link>
            <span className="text-xs text-muted">
              {one.decision ? words.decided[one.decision.verdict](one.decision.by) : words.decided.none}{" "}
              <Time at={one.decision?.at ?? one.at} show="relative" />
            </span>
            {one.decision?.note && <p className="w-full text-xs text-muted">{words.note(one.decision.note)}</p>}
          </li>
        ))}
      </ul>
      {draft.text && (
        <details className="mt-2 text-sm">
          <summary className="cursor-pointer text-muted">{words.draft}</summary>
          <p className="my-2 text-xs text-muted">{words.draftHint}</p>
          <CodeBlock label={words.rule} code={draft.text} />
          {draft.notes.map((note) => (
            <p key={note} className="mt-2 text-xs text-muted">
              {note}
            </p>
          ))}
        </details>
      )}
    </Card>
  );
}
