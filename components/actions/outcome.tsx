import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { FlaggedText } from "@/components/ui/flagged-text";
import { JsonTree } from "@/components/ui/json-tree";
import type { Tone } from "@/components/ui/tone";
import type { ActionInFull, AttemptView } from "@/lib/actions/shown/person-view";
import { DifferenceTable } from "./difference-table";
import { outcome as words } from "./words-view";

/** How execution went: what came back, and each attempt. Nothing before the first. */
export function Outcome({ action }: { action: ActionInFull }) {
  const { outcome, attempts } = action;
  if (!outcome && attempts.length === 0) return null;
  return (
    <Card title={words.title} description={outcome && (outcome.dryRun ? words.dryRun : toldBy(action, outcome.by))}>
      <div className="flex flex-col gap-3">
        {outcome?.reason && <FlaggedText text={outcome.reason} className="text-sm font-medium" />}
        {outcome?.difference && outcome.difference.length > 0 && (
          <DifferenceTable caption={words.changedSince.title} from={words.changedSince.from} to={words.changedSince.to} difference={outcome.difference} />
        )}
        {outcome?.dryRun && isPreview(outcome.response) ? (
          <DryRun preview={outcome.response} />
        ) : (
          outcome?.response !== undefined && outcome.response !== null && <JsonTree value={outcome.response} label={words.response} />
        )}
        {attempts.length > 0 && (
          <ol aria-label={words.attempts} className="flex flex-col gap-1.5 text-sm">
            {attempts.map((attempt) => (
              <Attempt key={`${attempt.revision} ${attempt.number}`} attempt={attempt.reason === outcome?.reason ? { ...attempt, reason: null } : attempt} revised={action.revision > 1} />
            ))}
          </ol>
        )}
      </div>
    </Card>
  );
}

/** What a worker found when nothing came back is no report of anybody. */
const toldBy = ({ state }: ActionInFull, by: NonNullable<ActionInFull["outcome"]>["by"]) => (by !== "worker" || state === "succeeded" || state === "rolled_back") && words.by[by];

type PreviewShown = { sentence: string; difference?: { field: string; from: unknown; to: unknown }[]; request?: unknown };

/** What a connector says would happen. An agent that reports a dry run of its own may say anything else. */
function isPreview(response: unknown): response is PreviewShown {
  return typeof response === "object" && response !== null && "sentence" in response && typeof response.sentence === "string" && (!("difference" in response) || Array.isArray(response.difference));
}

function DryRun({ preview: { sentence, difference, request } }: { preview: PreviewShown }) {
  return (
    <>
      <FlaggedText text={sentence} className="text-sm font-medium" />
      {difference && difference.length > 0 && <DifferenceTable caption={words.wouldChange.title} from={words.wouldChange.from} to={words.wouldChange.to} difference={difference} />}
      {request !== undefined && <JsonTree value={request} label={words.request} openTo={2} />}
    </>
  );
}

const TONE: Record<NonNullable<AttemptView["outcome"]> | "running", Tone> = {
  succeeded: "success",
  failed: "danger",
  retry: "warning",
  unknown: "warning",
  refused: "danger",
  running: "info",
};

function Attempt({ attempt, revised }: { attempt: AttemptView; revised: boolean }) {
  const ended = attempt.outcome ?? "running";
  return (
    <li className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
      <span>{words.attempt(attempt.number, revised ? attempt.revision : null)}</span>
      <Badge tone={TONE[ended]}>{words.ended[ended]}</Badge>
      <Time at={attempt.finishedAt ?? attempt.startedAt} className="text-xs text-muted" />
      {attempt.reason && <FlaggedText text={attempt.reason} className="basis-full text-xs text-muted" />}
      {attempt.late && (
        <span className="basis-full text-xs text-warning-ink">
          {words.late} <FlaggedText text={attempt.late} />
        </span>
      )}
      <span className="basis-full font-mono text-xs text-faint">{attempt.worker}</span>
    </li>
  );
}
