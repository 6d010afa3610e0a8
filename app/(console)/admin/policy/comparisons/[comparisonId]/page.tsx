import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ComparisonSummary } from "@/components/policy/comparison-summary";
import { comparisonPage as text } from "@/components/policy/words-comparison";
import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { FlaggedText } from "@/components/ui/flagged-text";
import { TextLink } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { comparedActions, comparisonView, readCell, type Cell } from "@/lib/actions/comparison/comparison-queries";
import { Id } from "@/lib/ids";
import type { ComparisonView } from "@/lib/policy/loop-view";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: text.tab };

type Props = { params: Promise<{ comparisonId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ComparisonPage({ params, searchParams }: Props) {
  await requireRole("auditor");
  const [{ comparisonId }, search] = await Promise.all([params, searchParams]);
  const comparison = Id.safeParse(comparisonId).success ? await comparisonView(comparisonId) : undefined;
  if (!comparison) notFound();
  const cell = readCell(search);
  const href = comparison.kind === "shadow" ? paths.admin.policyShadow : paths.admin.policySimulation;
  const { title, back: label } = text.kinds[comparison.kind];
  return (
    <>
      <PageHeader title={cell ? titleOf(cell) : title} back={cell ? { href: paths.admin.policyComparison(comparisonId), label: text.whole } : { href, label }} />
      {cell ? (
        <Actions id={comparisonId} cell={cell} of={countOf(comparison, cell)} search={search} />
      ) : (
        <Card>
          <ComparisonSummary comparison={comparison} />
        </Card>
      )}
    </>
  );
}

function titleOf(cell: Cell): string {
  if (cell === "alarms") return text.alarms;
  if (cell === "failed") return text.failed;
  return cell.from === cell.to ? text.stays(cell.from) : text.moves(cell.from, cell.to);
}

const countOf = ({ counts }: ComparisonView, cell: Cell): number => (cell === "alarms" ? counts.alarms : cell === "failed" ? counts.failed : (counts.matrix[`${cell.from}>${cell.to}`] ?? 0));

/** Behind each number at most so many are kept. */
const KEPT = 500;

async function Actions({ id, cell, of, search }: { id: string; cell: Cell; of: number; search: Record<string, string | string[] | undefined> }) {
  const before = Id.safeParse(search.before);
  const { actions, next } = await comparedActions(id, cell, before.success ? before.data : undefined);
  const address = (at: string) => `${paths.admin.policyComparison(id)}?${new URLSearchParams({ ...(typeof cell === "string" ? { list: cell } : cell), before: at })}`;
  if (actions.length === 0) return <EmptyState title={text.empty.title}>{text.empty.body}</EmptyState>;
  return (
    <>
      {of > KEPT && <p className="mb-3 text-sm text-muted">{text.kept(of, KEPT)}</p>}
      <ul aria-label={text.list} className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface shadow-sm">
        {actions.map((action) => (
          <li key={action.id} className="px-4 py-2.5 text-sm">
            <p className="flex flex-wrap items-center gap-2">
              <TextLink href={paths.action(action.id)} prefetch={false}>
                <FlaggedText text={action.summary} />
              </TextLink>
              {action.rejected && <Badge tone="danger">{text.rejected}</Badge>}
            </p>
            <p className="mt-0.5 text-xs text-muted">
              {action.agent} · {action.tool} · <Time at={action.submittedAt} />
              {action.from && action.from !== action.to && ` · ${action.from} → ${action.to}`}
            </p>
            {action.why && (
              <p className="mt-1 text-xs">
                <FlaggedText text={action.why} />
              </p>
            )}
          </li>
        ))}
      </ul>
      <Pagination label={text.pages} older={next ? address(next) : undefined} newer={undefined} />
    </>
  );
}
