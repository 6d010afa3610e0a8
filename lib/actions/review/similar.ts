import type { Json } from "@/lib/connectors/types";
import { isDestinationField } from "@/lib/signals/destinations";
import { MASK } from "@/lib/tools/pointers";

/** Numbers no further apart than this part of the larger count as near. */
const NEAR = 0.25;

export type Likeness = { /** From 0 to 1: how much of both agrees; destinations weigh three times. */ score: number; sameDestination: boolean; same: string[]; near: string[] };

/** How alike two calls of one tool are, field by field. Masked values say nothing. Pure. */
export function likeness(a: ReadonlyMap<string, Json>, b: ReadonlyMap<string, Json>): Likeness {
  let [agreed, whole] = [0, 0];
  const [same, near]: [string[], string[]] = [[], []];
  let [destinations, shared] = [0, 0];
  for (const pointer of new Set([...a.keys(), ...b.keys()])) {
    const [mine, theirs] = [a.get(pointer), b.get(pointer)];
    if (hidden(mine) || hidden(theirs)) continue;
    const destination = isDestinationField(pointer.slice(pointer.lastIndexOf("/") + 1));
    const weight = destination ? 3 : 1;
    whole += weight;
    if (destination && mine !== undefined) destinations++;
    if (mine !== undefined && theirs !== undefined && JSON.stringify(mine) === JSON.stringify(theirs)) {
      agreed += weight;
      same.push(pointer);
      if (destination) shared++;
    } else if (typeof mine === "number" && typeof theirs === "number" && Math.abs(mine - theirs) <= NEAR * Math.max(Math.abs(mine), Math.abs(theirs))) {
      agreed += weight / 2;
      near.push(pointer);
    }
  }
  return { score: whole === 0 ? 0 : agreed / whole, sameDestination: destinations > 0 && shared === destinations, same, near };
}

const hidden = (value: Json | undefined): boolean => typeof value === "string" && value.includes(MASK);
