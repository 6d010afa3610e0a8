import { Undo2 } from "lucide-react";
import type { Metadata } from "next";
import { PlanForm } from "@/components/recovery/plan-form";
import { RangeForm } from "@/components/recovery/range-form";
import { Time } from "@/components/time";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { MOST_ITEMS, planBulkRollback } from "@/lib/actions/bulk-rollback";
import { recentBatches } from "@/lib/actions/bulk-rollback-view";
import { historyChoices } from "@/lib/actions/history";
import type { Person } from "@/lib/actor";
import { newId } from "@/lib/ids";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { rollBackChosen } from "./mutations";
import { momentOf, Range, scopeOf } from "./range";

export const metadata: Metadata = { title: "Roll back many" };

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
      <PageHeader back={{ href: paths.history, label: "History" }} title="Roll back many" description="Choose an agent and a range of time, look at the plan, then ask for it to be undone." />
      <div className="flex flex-col gap-5">
        <Card title="What to undo">
          <RangeForm range={shown} choices={choices} />
          {!asked.success && search.agent !== undefined && (
            <Alert tone="warning" className="mt-3">
              Choose an agent, and when its effects began and ended.
            </Alert>
          )}
        </Card>
        {asked.success && <PlanOf admin={admin} range={asked.data} />}
        {batches.length > 0 && (
          <Card title="Earlier ones">
            <ul className="flex flex-col gap-1.5 text-sm">
              {batches.map(({ id, agent, by, at, finished, count }) => (
                <li key={id}>
                  <TextLink href={paths.rollBackBatch(id)}>
                    {count} of {agent}
                  </TextLink>
                  , asked for by {by} <Time at={at} className="text-muted" />
                  {!finished && " · under way"}
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
      <EmptyState icon={<Undo2 />} title="Nothing took effect in this range">
        Only what was executed for real is listed; what only read is left out.
      </EmptyState>
    );
  }
  const { tool, ...rest } = range;
  // With the plan comes the number of the batch: sending it twice asks once.
  const fields = { ...rest, ...(tool ? { tool } : {}), batchId: newId() };
  return (
    <section aria-label="Plan" className="flex flex-col gap-3">
      {more && <Alert tone="warning">There are more than {MOST_ITEMS}: the newest are shown. Undo these first, then look again.</Alert>}
      <PlanForm key={JSON.stringify(range)} fields={fields} lines={items.map(({ id, revision, summary, tool: of, at, possible }) => ({ id, revision, summary, tool: of, at: at.toISOString(), possible }))} mutation={rollBackChosen} />
    </section>
  );
}
