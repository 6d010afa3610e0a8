import { z } from "zod";
import { Id } from "@/lib/ids";

/** A place in a list, by the key it is sorted by: never an offset, so that what arrives meanwhile shifts nothing. */
const ByTime = z.tuple([z.iso.datetime(), Id]);
const ByUrgency = z.tuple([z.int().min(0).max(2), z.iso.datetime(), Id]);

export type TimeKey = { at: string; id: string };
export type UrgencyKey = { rank: number; at: string; id: string };

export const timeCursor = ({ at, id }: TimeKey): string => pack([at, id]);
export const urgencyCursor = ({ rank, at, id }: UrgencyKey): string => pack([rank, at, id]);

/** @returns undefined for what is no cursor: a page then begins at the beginning. */
export function readTimeCursor(text: string | undefined): TimeKey | undefined {
  const parsed = ByTime.safeParse(unpack(text));
  return parsed.success ? { at: parsed.data[0], id: parsed.data[1] } : undefined;
}

export function readUrgencyCursor(text: string | undefined): UrgencyKey | undefined {
  const parsed = ByUrgency.safeParse(unpack(text));
  return parsed.success ? { rank: parsed.data[0], at: parsed.data[1], id: parsed.data[2] } : undefined;
}

const pack = (key: readonly (string | number)[]) => Buffer.from(JSON.stringify(key)).toString("base64url");

function unpack(text: string | undefined): unknown {
  try {
    return text ? JSON.parse(Buffer.from(text, "base64url").toString("utf8")) : undefined;
  } catch {
    return undefined;
  }
}
