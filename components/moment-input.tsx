"use client";

import { useState } from "react";
import { Input } from "@/components/ui/input";

/** A moment, typed in the zone of whoever looks and sent as ISO 8601. Stands in a Field. */
export function MomentInput({ name, min, initial = "" }: { name: string; min?: Date; /** As the browser's control has it: `2026-11-21T09:00`. */ initial?: string }) {
  const [typed, type] = useState(initial);
  const at = typed === "" ? null : new Date(typed);
  return (
    <>
      <Input type="datetime-local" value={typed} min={min && localMoment(min)} onChange={(event) => type(event.target.value)} />
      <input type="hidden" name={name} value={at === null || Number.isNaN(at.getTime()) ? "" : at.toISOString()} />
    </>
  );
}

/** "2026-11-21T09:00" in the zone of whoever looks. */
export function localMoment(at: Date): string {
  const pad = (value: number) => String(value).padStart(2, "0");
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}T${pad(at.getHours())}:${pad(at.getMinutes())}`;
}

/** The name of that zone: "Europe/Berlin". */
export const localZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
