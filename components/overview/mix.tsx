import { ByDay } from "@/components/days/by-day";
import type { DayMix } from "@/lib/overview/overview-view";
import { words } from "./words";

const { mix } = words;
const SERIES = [
  { key: "allowed", label: mix.allowed, colour: "var(--chart-allowed)" },
  { key: "reviewed", label: mix.reviewed, colour: "var(--chart-reviewed)" },
  { key: "blocked", label: mix.blocked, colour: "var(--chart-blocked)" },
] as const;

/** What policy said, day by day: as bars, in a sentence, and as a table. */
export function Mix({ days }: { days: readonly DayMix[] }) {
  const [allowed, reviewed, blocked] = SERIES.map(({ key }) => days.reduce((all, day) => all + day[key], 0)) as [number, number, number];
  const description = allowed + reviewed + blocked === 0 ? mix.none : `${mix.description} ${mix.summary(allowed, reviewed, blocked)}.`;
  return <ByDay title={mix.title} description={description} series={SERIES} days={days} />;
}
