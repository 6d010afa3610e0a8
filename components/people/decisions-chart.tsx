"use client";

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { number, shortDay } from "@/components/words";
import type { MyStatistics } from "@/lib/actions/review/pace-view";
import { statistics } from "./words";

type Day = MyStatistics["byDay"][number];

/** Bars of each day, stacked. The table beside it says the same: this is for the eye only. */
export default function DecisionsChart({ days }: { days: readonly Day[] }) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={[...days]} margin={{ top: 4, right: 4, bottom: 0, left: -16 }} barCategoryGap="18%" maxBarSize={40} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="day" tickFormatter={shortDay} tick={{ fill: "var(--muted)", fontSize: 12 }} tickLine={false} axisLine={{ stroke: "var(--edge)" }} minTickGap={28} />
        <YAxis allowDecimals={false} tickFormatter={number} tick={{ fill: "var(--muted)", fontSize: 12 }} tickLine={false} axisLine={false} width={56} />
        <Tooltip cursor={{ fill: "var(--hover)" }} isAnimationActive={false} content={({ active, payload }) => (active && payload[0] ? <Told day={payload[0].payload as Day} /> : null)} />
        <Bar dataKey="approved" stackId="decided" fill="var(--chart-allowed)" stroke="var(--surface)" strokeWidth={1} isAnimationActive={false} />
        <Bar dataKey="rejected" stackId="decided" fill="var(--chart-blocked)" stroke="var(--surface)" strokeWidth={1} isAnimationActive={false} />
      </BarChart>
    </ResponsiveContainer>
  );
}

function Told({ day: { day, approved, rejected } }: { day: Day }) {
  return (
    <div className="rounded-md bg-raised px-3 py-2 text-sm shadow-md">
      <p className="font-medium">{shortDay(day)}</p>
      <p className="text-muted">{statistics.of(approved, rejected)}</p>
    </div>
  );
}
