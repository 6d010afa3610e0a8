import { randomFillSync } from "node:crypto";
import { v7 } from "uuid";
import { z } from "zod";

/** A new id: UUID version 7 (RFC 9562), so that newer rows sort after older ones, those of one process in one millisecond too. */
export function newId(): string {
  const random = sixteen();
  const now = Date.now();
  if (now > msecs) {
    msecs = now;
    // A bit less than there is room for, so that counting on does not wrap around.
    seq = random.readUInt32BE(6) & 0x7fff_ffff;
  } else {
    seq += 1;
  }
  return v7({ random, msecs, seq });
}

let msecs = 0;
let seq = 0;

// Asking the system for sixteen bytes costs more than all the rest of an id.
const BYTES = 16;
const pool = Buffer.alloc(256 * BYTES);
let used = pool.length;

function sixteen(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return pool.subarray(used, (used += BYTES));
}

/** The one shape of id accepted from outside. */
export const Id = z.uuid();
