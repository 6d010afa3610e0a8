"use client";

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { number, shortDay } from "@/components/words";
import type { Day, Series } from "./series";
import { Swatch } from "./swatch";

type Props = { series: Series; days: readonly Day[] };

/** Bars of each day, stacked. The table beside it says the same: this is for the eye only. */
export default function DayChart({ series, days }: Props) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={[...days]} margin={{ top: 4, right: 4, bottom: 0, left: -8 }} barCategoryGap="18%" maxBarSize={40} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="day" tickFormatter={shortDay} tick={{ fill: "var(--muted)", fontSize: 12 }} tickLine={false} axisLine={{ stroke: "var(--edge)" }} minTickGap={28} />
        <YAxis allowDecimals={false} tickFormatter={number} tick={{ fill: "var(--muted)", fontSize: 12 }} tickLine={false} axisLine={false} width={56} />
        <Tooltip cursor={{ fill: "var(--hover)" }} isAnimationActive={false} content={({ active, payload }) => (active && payload[0] ? <Told series={series} day={payload[0].payload as Day} /> : null)} />
        {series.map(({ key, colour }) => (
          <Bar key={key} dataKey={key} stackId="day" fill={colour} stroke="var(--surface)" strokeWidth={1} isAnimationActive={false} />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}

function Told({ series, day }: { series: Series; day: Day }) {
  return (
    <div className="rounded-md bg-raised px-3 py-2 text-sm shadow-md">
      <p className="font-medium">{shortDay(day.day)}</p>
      {series.toReversed().map(({ key, label, colour }) => (
        <p key={key} className="flex items-center gap-1.5 text-muted">
          <Swatch colour={colour} />
          {label} <span className="ml-auto pl-3 text-ink tabular-nums">{number(day[key]!)}</span>
        </p>
      ))}
    </div>
  );
}
