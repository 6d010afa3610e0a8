import type { Metadata } from "next";
import { Statistics, TeamSums } from "@/components/people/statistics";
import { statistics } from "@/components/people/words";
import { profilePage } from "@/components/people/words-account";
import { PageHeader } from "@/components/ui/page-header";
import { Tabs } from "@/components/ui/tabs";
import { myStatistics, teamStatistics } from "@/lib/actions/review/pace";
import { requirePerson } from "@/lib/next/session";
import { RANGES } from "@/lib/overview/overview-view";
import { paths } from "@/lib/paths";
import { isAdmin } from "@/lib/people/may";

export const metadata: Metadata = { title: statistics.title };

export default async function StatisticsPage({ searchParams }: { searchParams: Promise<{ days?: string | string[] }> }) {
  const person = await requirePerson();
  const { days } = await searchParams;
  const range = RANGES.find((one) => String(one) === days) ?? 30;
  const [mine, team] = await Promise.all([myStatistics(person, range), isAdmin(person) ? teamStatistics(person, range) : undefined]);
  return (
    <>
      <PageHeader title={statistics.title} description={statistics.description} back={{ href: paths.profile, label: profilePage.title }} />
      <Tabs label={statistics.ranges} className="mb-4" items={RANGES.map((one) => ({ href: paths.statisticsOf(one), label: statistics.range(one), current: one === range }))} />
      <Statistics mine={mine} />
      {team && <TeamSums team={team} />}
    </>
  );
}
