import type { Metadata } from "next";
import { Mix } from "@/components/overview/mix";
import { AlwaysApproved, RejectRates } from "@/components/overview/rules";
import { Stats } from "@/components/overview/stats";
import { words } from "@/components/overview/words";
import { Time } from "@/components/time";
import { Alert } from "@/components/ui/alert";
import { PageHeader } from "@/components/ui/page-header";
import { Tabs } from "@/components/ui/tabs";
import { requirePerson } from "@/lib/next/session";
import { RANGES } from "@/lib/overview/overview-view";
import { figures, openNow } from "@/lib/overview/queries";
import { paths } from "@/lib/paths";
import { isAdmin } from "@/lib/people/may";

export const metadata: Metadata = { title: words.title };

export default async function OverviewPage({ searchParams }: { searchParams: Promise<{ days?: string | string[] }> }) {
  const person = await requirePerson();
  const { days } = await searchParams;
  const range = RANGES.find((one) => String(one) === days) ?? 30;
  const [open, counted] = await Promise.all([openNow(), figures(range)]);
  return (
    <>
      <PageHeader
        title={words.title}
        description={
          <>
            {words.description}{" "}
            {counted.countedAt && (
              <>
                {words.counted.before}
                <Time at={counted.countedAt} show="relative" />
                {words.counted.after}
              </>
            )}
          </>
        }
      />
      <Tabs label={words.ranges} className="mb-4" items={RANGES.map((one) => ({ href: paths.overviewOf(one), label: words.range(one), current: one === range }))} />
      {!counted.countedAt && (
        <Alert tone="info" className="mb-4">
          {words.notCounted}
        </Alert>
      )}
      <Stats open={open} figures={counted} />
      <div className="flex flex-col gap-4">
        <Mix days={counted.days} />
        <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <RejectRates rules={counted.rules} />
          <AlwaysApproved rules={counted.rules} admin={isAdmin(person)} />
        </div>
      </div>
    </>
  );
}
