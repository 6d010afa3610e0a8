"use client";

import dynamic from "next/dynamic";
import { Card } from "@/components/ui/card";
import { Folded } from "@/components/ui/folded";
import { Skeleton } from "@/components/ui/skeleton";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { number, shortDay } from "@/components/words";
import type { DayMix } from "@/lib/overview/overview-view";
import { MixLegend } from "./mix-legend";
import { words } from "./words";

// The chart's library is larger than the rest of the page: it comes after it, and only here.
const MixChart = dynamic(() => import("./mix-chart"), { ssr: false, loading: () => <Skeleton className="h-full w-full" /> });

/** What policy said, day by day: as bars, in a sentence, and as a table. */
export function Mix({ days }: { days: readonly DayMix[] }) {
  const sum = (key: "allowed" | "reviewed" | "blocked") => days.reduce((all, day) => all + day[key], 0);
  const all = sum("allowed") + sum("reviewed") + sum("blocked");
  const { mix } = words;
  return (
    <Card title={mix.title} description={all === 0 ? mix.none : `${mix.description} ${mix.summary(sum("allowed"), sum("reviewed"), sum("blocked"))}.`}>
      <div aria-hidden="true" className="h-56 sm:h-64" data-chart>
        <MixChart days={days} />
      </div>
      <MixLegend />
      <Folded title={mix.table}>
        <Table caption={mix.title}>
          <TableHead>
            <HeaderCell>{mix.day}</HeaderCell>
            <HeaderCell numeric>{mix.allowed}</HeaderCell>
            <HeaderCell numeric>{mix.reviewed}</HeaderCell>
            <HeaderCell numeric>{mix.blocked}</HeaderCell>
          </TableHead>
          <TableBody>
            {days.toReversed().map((day) => (
              <TableRow key={day.day}>
                <Cell>
                  <time dateTime={day.day}>{shortDay(day.day)}</time>
                </Cell>
                <Cell label={mix.allowed} numeric>
                  {number(day.allowed)}
                </Cell>
                <Cell label={mix.reviewed} numeric>
                  {number(day.reviewed)}
                </Cell>
                <Cell label={mix.blocked} numeric>
                  {number(day.blocked)}
                </Cell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Folded>
    </Card>
  );
}
