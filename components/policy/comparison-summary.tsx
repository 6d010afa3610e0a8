import { Time } from "@/components/time";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { TextLink } from "@/components/ui/link-button";
import { paths } from "@/lib/paths";
import type { ComparisonView } from "@/lib/policy/loop-view";
import { Matrix } from "./matrix";
import { comparisonSummary as text } from "./words-comparison";

const number = (value: number) => value.toLocaleString("en-GB", { maximumFractionDigits: Math.abs(value) < 10 ? 1 : 0 });
const signed = (value: number) => {
  const size = number(Math.abs(value));
  return size === "0" ? size : `${value > 0 ? "+" : "−"}${size}`;
};

/** What a comparison found: the alarm first, then the work, then the matrix. */
export function ComparisonSummary({ comparison }: { comparison: ComparisonView }) {
  const { id, kind, state, counts, examined, total, span, decision, failure } = comparison;
  const list = (which: "alarms" | "failed") => `${paths.admin.policyComparison(id)}?list=${which}`;
  const perDay = (counts.reviews.draft - counts.reviews.live) / span;
  const minutes = decision && (perDay * decision.seconds) / 60;
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm text-muted">
        {text.of(comparison.baseVersion, kind === "simulation" ? comparison.days : null, comparison.startedBy)}
        <Time at={comparison.startedAt} /> {comparison.current && <Badge tone="info">{text.current}</Badge>}
      </p>
      {failure && (
        <Alert tone="danger" title={text.failure}>
          {failure}
        </Alert>
      )}
      {kind === "simulation" && (state === "running" || state === "waiting") && (
        <div className="flex flex-col gap-2">
          <p role="status" className="text-sm font-medium">
            {state === "waiting" ? text.waiting : text.progress(number(examined), total === null ? "…" : number(total))}
          </p>
          <div role="progressbar" aria-label={text.bar} aria-valuenow={examined} aria-valuemin={0} aria-valuemax={Math.max(1, total ?? 1)} className="h-2 w-full max-w-xl overflow-hidden rounded-full bg-sunken">
            <div className="h-full rounded-full bg-accent" style={{ width: `${Math.min(100, (100 * examined) / Math.max(1, total ?? 1))}%` }} />
          </div>
        </div>
      )}
      {counts.alarms > 0 && (
        <Alert tone="danger" title={text.alarms.title(number(counts.alarms))}>
          <TextLink prefetch={false} href={list("alarms")} className="text-inherit">
            {text.alarms.link(counts.alarms)}
          </TextLink>
        </Alert>
      )}
      <dl className="grid gap-x-6 gap-y-3 text-sm sm:grid-cols-3">
        <Figure term={text.examined} value={number(examined)} />
        <Figure term={text.reviews.title} value={signed(perDay)}>
          {text.reviews.of(number(counts.reviews.live), number(counts.reviews.draft), text.reviews.days(span, number(span)))}
        </Figure>
        <Figure term={text.minutes.title} value={minutes === null ? text.minutes.unknown : signed(minutes)}>
          {decision ? text.minutes.of(number(decision.seconds), number(decision.of)) : state === "done" ? text.minutes.none : text.minutes.later}
        </Figure>
      </dl>
      {counts.failed > 0 && (
        <p className="text-sm">
          <TextLink prefetch={false} href={list("failed")}>
            {text.failed.link(number(counts.failed))}
          </TextLink>
          {text.failed.after}
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
