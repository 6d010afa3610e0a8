"use client";

import dynamic from "next/dynamic";
import { Card } from "@/components/ui/card";
import { Folded } from "@/components/ui/folded";
import { Skeleton } from "@/components/ui/skeleton";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { number, shortDay } from "@/components/words";
import type { Day, Series } from "./series";
import { Swatch } from "./swatch";
import { words } from "./words";

// The chart's library is larger than the rest of the page: it comes after it, and only here.
const DayChart = dynamic(() => import("./day-chart"), { ssr: false, loading: () => <Skeleton className="h-full w-full" /> });

type Props<Key extends string> = { title: string; description: string; series: Series<Key>; days: readonly Day<Key>[] };

/** Counts day by day: as bars, and as a table, the newest first, of the days on which there was anything. */
export function ByDay<Key extends string>({ title, description, series, days }: Props<Key>) {
  return (
    <Card title={title} description={description}>
      <div aria-hidden="true" className="h-56 sm:h-64" data-chart>
        <DayChart series={series} days={days} />
      </div>
      <ul aria-hidden="true" className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
        {series.map(({ key, label, colour }) => (
          <li key={key} className="flex items-center gap-1.5">
            <Swatch colour={colour} />
            {label}
          </li>
        ))}
      </ul>
      <Folded title={words.table}>
        <Table caption={title}>
          <TableHead>
            <HeaderCell>{words.day}</HeaderCell>
            {series.map(({ key, label }) => (
              <HeaderCell key={key} numeric>
                {label}
              </HeaderCell>
            ))}
          </TableHead>
          <TableBody>
            {days
              .filter((day) => series.some(({ key }) => day[key] > 0))
              .toReversed()
              .map((day) => (
                <TableRow key={day.day}>
                  <Cell>
                    <time dateTime={day.day}>{shortDay(day.day)}</time>
                  </Cell>
                  {series.map(({ key, label }) => (
                    <Cell key={key} label={label} numeric>
                      {number(day[key])}
                    </Cell>
                  ))}
                </TableRow>
              ))}
          </TableBody>
        </Table>
      </Folded>
    </Card>
  );
}
