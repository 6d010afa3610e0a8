"use client";

import dynamic from "next/dynamic";
import { Card } from "@/components/ui/card";
import { Folded } from "@/components/ui/folded";
import { Skeleton } from "@/components/ui/skeleton";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { number, shortDay } from "@/components/words";
import type { MyStatistics } from "@/lib/actions/review/pace-view";
import { statistics as say } from "./words";

const DecisionsChart = dynamic(() => import("./decisions-chart"), { ssr: false, loading: () => <Skeleton className="h-full w-full" /> });

const KEYS = [
  { key: "approved", colour: "var(--chart-allowed)" },
  { key: "rejected", colour: "var(--chart-blocked)" },
] as const;

/** What somebody decided, day by day: as bars and as a table. */
export function DecisionsByDay({ days }: { days: MyStatistics["byDay"] }) {
  return (
    <Card title={say.byDay} description={say.byDayDescription}>
      <div aria-hidden="true" className="h-48 sm:h-56" data-chart>
        <DecisionsChart days={days} />
      </div>
      <ul aria-hidden="true" className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
        {KEYS.map(({ key, colour }) => (
          <li key={key} className="flex items-center gap-1.5">
            <span className="size-2.5 rounded-sm" style={{ background: colour }} />
            {say[key]}
          </li>
        ))}
      </ul>
      <Folded title={say.table}>
        <Table caption={say.byDay}>
          <TableHead>
            <HeaderCell>{say.day}</HeaderCell>
            <HeaderCell numeric>{say.approved}</HeaderCell>
            <HeaderCell numeric>{say.rejected}</HeaderCell>
          </TableHead>
          <TableBody>
            {days
              .filter(({ approved, rejected }) => approved + rejected > 0)
              .toReversed()
              .map((day) => (
                <TableRow key={day.day}>
                  <Cell>
                    <time dateTime={day.day}>{shortDay(day.day)}</time>
                  </Cell>
                  <Cell label={say.approved} numeric>
                    {number(day.approved)}
                  </Cell>
                  <Cell label={say.rejected} numeric>
                    {number(day.rejected)}
                  </Cell>
                </TableRow>
              ))}
          </TableBody>
        </Table>
      </Folded>
    </Card>
  );
}
