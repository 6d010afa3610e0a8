import { ChartNoAxesColumn } from "lucide-react";
import { ByDay } from "@/components/days/by-day";
import { Stat } from "@/components/overview/stat";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { number } from "@/components/words";
import type { MyStatistics, TeamStatistics } from "@/lib/actions/review/pace-view";
import { paths } from "@/lib/paths";
import { statistics as say } from "./words";

const SERIES = [
  { key: "approved", label: say.approved, colour: "var(--chart-allowed)" },
  { key: "rejected", label: say.rejected, colour: "var(--chart-blocked)" },
] as const;

/** How somebody decides; for their eyes only. */
export function Statistics({ mine }: { mine: MyStatistics }) {
  const { approved, rejected, takenBack, medianWait, medianLook, outcomes } = mine;
  if (approved + rejected + takenBack === 0) {
    return (
      <EmptyState icon={<ChartNoAxesColumn />} title={say.nothing} action={<LinkButton href={paths.queue}>{say.toQueue}</LinkButton>}>
        {say.nothingHint}
      </EmptyState>
    );
  }
  return (
    <>
      <dl className="mb-4 grid grid-cols-2 gap-3 max-lg:[&>:last-child]:col-span-2 lg:grid-cols-5">
        <Stat title={say.decided} value={number(approved + rejected)}>
          {say.of(approved, rejected)}
        </Stat>
        <Stat title={say.wait} value={say.duration(medianWait)}>
          {say.waitOf}
        </Stat>
        <Stat title={say.look} value={say.duration(medianLook)}>
          {say.lookOf}
        </Stat>
        <Stat title={say.takenBack} value={number(takenBack)}>
          {say.takenBackOf}
        </Stat>
        <Stat title={say.after} value={number(outcomes.succeeded)}>
          {say.afterOf(outcomes)}
        </Stat>
      </dl>
      <ByDay title={say.byDay} description={say.byDayDescription} series={SERIES} days={everyDay(mine)} />
    </>
  );
}

/** All reviewers' sums, and nothing of any one of them. */
export function TeamSums({ team: { people, sums } }: { team: TeamStatistics }) {
  const { team } = say;
  return (
    <Card title={team.title} description={team.description} className="mt-4">
      {sums === null ? (
        <p className="text-sm text-muted">{people === 0 ? team.nobody : team.few(people)}</p>
      ) : (
        <DescriptionList
          items={[
            { term: team.people, value: number(people) },
            { term: team.decisions, value: `${number(sums.approved + sums.rejected)}: ${say.of(sums.approved, sums.rejected)}` },
            { term: team.wait, value: `${say.duration(sums.medianWait)}, ${say.waitOf}` },
            { term: team.perPerson, value: `${number(Math.round(sums.perPerson.median))}, ${team.perPersonOf(sums.perPerson.p90)}` },
          ]}
        />
      )}
    </Card>
  );
}

const DAY_MS = 86_400_000;

/** Days without a decision are days too. */
function everyDay({ days, byDay }: MyStatistics): MyStatistics["byDay"] {
  const known = new Map(byDay.map((day) => [day.day, day]));
  const today = Date.now();
  return Array.from({ length: days }, (_, index) => {
    const day = new Date(today - (days - 1 - index) * DAY_MS).toISOString().slice(0, 10);
    return known.get(day) ?? { day, approved: 0, rejected: 0 };
  });
}
