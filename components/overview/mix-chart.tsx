"use client";

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { number, shortDay } from "@/components/words";
import type { DayMix } from "@/lib/overview/overview-view";
import { MIX } from "./mix-legend";
import { words } from "./words";

/** Bars of each day, stacked. The table beside it says the same: this is for the eye only. */
export default function MixChart({ days }: { days: readonly DayMix[] }) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={[...days]} margin={{ top: 4, right: 4, bottom: 0, left: -8 }} barCategoryGap="18%" accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="day" tickFormatter={shortDay} tick={{ fill: "var(--muted)", fontSize: 12 }} tickLine={false} axisLine={{ stroke: "var(--edge)" }} minTickGap={28} />
        <YAxis allowDecimals={false} tickFormatter={number} tick={{ fill: "var(--muted)", fontSize: 12 }} tickLine={false} axisLine={false} width={56} />
        <Tooltip cursor={{ fill: "var(--hover)" }} isAnimationActive={false} content={({ active, label, payload }) => (active && payload[0] ? <Told day={String(label)} mix={payload[0].payload as DayMix} /> : null)} />
        {MIX.map(({ key, colour }) => (
          <Bar key={key} dataKey={key} stackId="mix" fill={colour} stroke="var(--surface)" strokeWidth={1} isAnimationActive={false} />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}

function Told({ day, mix }: { day: string; mix: DayMix }) {
  return (
    <div className="rounded-md bg-raised px-3 py-2 text-sm shadow-md">
      <p className="font-medium">{shortDay(day)}</p>
      {MIX.toReversed().map(({ key, colour }) => (
        <p key={key} className="flex items-center gap-1.5 text-muted">
          <span className="size-2.5 rounded-sm" style={{ background: colour }} />
          {words.mix[key]} <span className="ml-auto pl-3 text-ink tabular-nums">{number(mix[key])}</span>
        </p>
      ))}
    </div>
  );
}
