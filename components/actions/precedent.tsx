"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { FlaggedText } from "@/components/ui/flagged-text";
import { Time } from "@/components/time";
import type { Precedents, Tally } from "@/lib/actions/precedent-view";
import { paths } from "@/lib/paths";
import { readPrecedents } from "./requests";
import { ActionStateBadge } from "./state-badge";

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
    <Card title="Decided before" description={`Of the newest of this tool: ${counted(ofTool)}.${total(ofDestination) > 0 ? ` To the same destination: ${counted(ofDestination)}.` : ""}`}>
      <ul className="divide-y divide-line">
        {similar.map((one) => (
          <li key={one.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 text-sm">
            <ActionStateBadge state={one.state} />
            <Link href={paths.action(one.id)} className="min-w-0 flex-1 basis-48 font-medium hover:underline">
              <FlaggedText text={one.summary} />
            </Link>
            <span className="text-xs text-muted">
              {one.decision ? `${one.decision.verdict === "approve" ? "Approved" : "Rejected"} by ${one.decision.by}, ` : "Not decided, "}
              <Time at={one.decision?.at ?? one.at} show="relative" />
            </span>
            {one.decision?.note && <p className="w-full text-xs text-muted">“{one.decision.note}”</p>}
          </li>
        ))}
      </ul>
      {draft.text && (
        <details className="mt-2 text-sm">
          <summary className="cursor-pointer text-muted">A rule that would cover calls like this</summary>
          <p className="my-2 text-xs text-muted">Only a draft: it holds once an admin has simulated and published it on the policy page.</p>
          <CodeBlock label="Rule" code={draft.text} />
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

const total = ({ approved, rejected, undecided }: Tally) => approved + rejected + undecided;
const counted = ({ approved, rejected, undecided }: Tally) =>
  [`${approved} approved`, `${rejected} rejected`, ...(undecided > 0 ? [`${undecided} not decided`] : [])].join(", ");
