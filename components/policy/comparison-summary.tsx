import { Time } from "@/components/time";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { TextLink } from "@/components/ui/link-button";
import { paths } from "@/lib/paths";
import type { ComparisonView } from "@/lib/policy/loop-view";
import { Matrix } from "./matrix";

const number = (value: number) => value.toLocaleString("en-GB", { maximumFractionDigits: Math.abs(value) < 10 ? 1 : 0 });
const signed = (value: number) => `${value > 0 ? "+" : value < 0 ? "−" : ""}${number(Math.abs(value))}`;

/** What a comparison found: the alarm first, then the work, then the matrix. */
export function ComparisonSummary({ comparison }: { comparison: ComparisonView }) {
  const { id, kind, state, counts, examined, total, span, decision, failure } = comparison;
  const list = (which: "alarms" | "failed") => `${paths.admin.policyComparison(id)}?list=${which}`;
  const perDay = (counts.reviews.draft - counts.reviews.live) / span;
  const minutes = decision && (perDay * decision.seconds) / 60;
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm text-muted">
        Against version {comparison.baseVersion}
        {kind === "simulation" && `, on the last ${comparison.days} days`}, started by {comparison.startedBy} <Time at={comparison.startedAt} />{" "}
        {comparison.current && <Badge tone="info">your draft as it is now</Badge>}
      </p>
      {failure && (
        <Alert tone="danger" title="It did not come to its end">
          {failure}
        </Alert>
      )}
      {kind === "simulation" && (state === "running" || state === "waiting") && (
        <div className="flex flex-col gap-2">
          <p role="status" className="text-sm font-medium">
            {state === "waiting" ? "Waiting for a worker" : `${number(examined)} of ${total === null ? "…" : number(total)} actions compared`}
          </p>
          <div role="progressbar" aria-label="Actions compared" aria-valuenow={examined} aria-valuemin={0} aria-valuemax={Math.max(1, total ?? 1)} className="h-2 w-full max-w-xl overflow-hidden rounded-full bg-sunken">
            <div className="h-full rounded-full bg-accent" style={{ width: `${Math.min(100, (100 * examined) / Math.max(1, total ?? 1))}%` }} />
          </div>
        </div>
      )}
      {counts.alarms > 0 && (
        <Alert tone="danger" title={`It would let through ${number(counts.alarms)} that people rejected`}>
          <TextLink prefetch={false} href={list("alarms")} className="text-inherit">
            Look at {counts.alarms === 1 ? "it" : "them"}
          </TextLink>
        </Alert>
      )}
      <dl className="grid gap-x-6 gap-y-3 text-sm sm:grid-cols-3">
        <Figure term="Actions compared" value={number(examined)} />
        <Figure term="Reviews a day" value={`${signed(perDay)}`}>
          {number(counts.reviews.live)} in force, {number(counts.reviews.draft)} under the draft, over {number(span)} {span === 1 ? "day" : "days"}
        </Figure>
        <Figure term="Reviewer minutes a day" value={minutes === null ? "not known" : signed(minutes)}>
          {decision ? `A decision took ${number(decision.seconds)} s, the median of ${number(decision.of)} in these days` : state === "done" ? "Nobody decided anything in these days" : "Measured when it ends"}
        </Figure>
      </dl>
      {counts.failed > 0 && (
        <p className="text-sm">
          <TextLink prefetch={false} href={list("failed")}>
            {number(counts.failed)} could not be evaluated
          </TextLink>
          , or only in part.
        </p>
      )}
      <Matrix comparison={comparison} />
    </div>
  );
}

function Figure({ term, value, children }: { term: string; value: string; children?: React.ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-muted">{term}</dt>
      <dd>
        <span className="text-lg font-semibold tabular-nums">{value}</span>
        {children && <span className="block text-xs text-muted">{children}</span>}
      </dd>
    </div>
  );
}
