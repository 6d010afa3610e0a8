import { Undo2 } from "lucide-react";
import type { Metadata } from "next";
import { PlanForm } from "@/components/recovery/plan-form";
import { RangeForm } from "@/components/recovery/range-form";
import { rollBackPage as text } from "@/components/recovery/words";
import { Time } from "@/components/time";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { historyChoices } from "@/lib/actions/history/history";
import { MOST_ITEMS, planBulkRollback } from "@/lib/actions/recovery/bulk-rollback";
import { recentBatches } from "@/lib/actions/recovery/bulk-rollback-view";
import type { Person } from "@/lib/actor";
import { newId } from "@/lib/ids";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { rollBackChosen } from "./mutations";
import { momentOf, Range, scopeOf } from "./range";

export const metadata: Metadata = { title: text.title };

const HOUR_MS = 3_600_000;

export default async function RollBackManyPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const admin = await requireRole("admin");
  const search = await searchParams;
  const asked = Range.safeParse(search);
  const [choices, batches] = await Promise.all([historyChoices(), recentBatches()]);
  const now = new Date();
  const shown = asked.success ? asked.data : { from: momentOf(new Date(now.getTime() - HOUR_MS)), to: momentOf(now) };
  return (
    <>
      <PageHeader back={{ href: paths.history, label: text.back }} title={text.title} description={text.description} />
      <div className="flex flex-col gap-5">
        <Card title={text.what}>
          <RangeForm range={shown} choices={choices} />
          {!asked.success && search.agent !== undefined && (
            <Alert tone="warning" className="mt-3">
              {text.incomplete}
            </Alert>
          )}
        </Card>
        {asked.success && <PlanOf admin={admin} range={asked.data} />}
        {batches.length > 0 && (
          <Card title={text.earlier.title}>
            <ul className="flex flex-col gap-1.5 text-sm">
              {batches.map(({ id, agent, by, at, finished, count }) => (
                <li key={id}>
                  <TextLink href={paths.rollBackBatch(id)}>{text.earlier.name(count, agent)}</TextLink>
                  {text.earlier.by(by)}
                  <Time at={at} className="text-muted" />
                  {!finished && ` · ${text.earlier.underWay}`}
                </li>
              ))}
            </ul>
          </Card>
        )}
      </div>
    </>
  );
}

async function PlanOf({ admin, range }: { admin: Person; range: Range }) {
  const { items, more } = await planBulkRollback(admin, scopeOf(range));
  if (items.length === 0) {
    return (
      <EmptyState icon={<Undo2 />} title={text.empty.title}>
        {text.empty.body}
      </EmptyState>
    );
  }
  const { tool, ...rest } = range;
  // With the plan comes the number of the batch: sending it twice asks once.
  const fields = { ...rest, ...(tool ? { tool } : {}), batchId: newId() };
  return (
    <section aria-label={text.plan} className="flex flex-col gap-3">
      {more && <Alert tone="warning">{text.more(MOST_ITEMS)}</Alert>}
      <PlanForm key={JSON.stringify(range)} fields={fields} lines={items.map(({ id, revision, summary, tool: of, at, possible }) => ({ id, revision, summary, tool: of, at: at.toISOString(), possible }))} mutation={rollBackChosen} />
    </section>
  );
}
