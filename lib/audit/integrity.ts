import { sha256 } from "@/lib/canonical";

/** An event as it is stored: `at` and `txid` as text, exactly as they stand in the canonical form. */
export type StoredEvent = {
  seq: string;
  id: string;
  txid: string;
  at: string;
  type: string;
  actorKind: string;
  actorId: string | null;
  actionId: string | null;
  actionNumber: number | null;
  subjectKind: string | null;
  subjectId: string | null;
  canonical: string;
  hash: Uint8Array;
};

const COLUMNS = {
  id: "id",
  txid: "txid",
  at: "at",
  type: "type",
  actor_kind: "actorKind",
  actor_id: "actorId",
  action_id: "actionId",
  action_number: "actionNumber",
  subject_kind: "subjectKind",
  subject_id: "subjectId",
} as const satisfies Record<string, keyof StoredEvent>;

/** What is wrong with one event by itself; empty when its hash recomputes and its columns say what was hashed. */
export function faultsOfEvent(event: StoredEvent): string[] {
  const faults: string[] = [];
  if (!sha256(event.canonical).equals(event.hash)) faults.push("the hash is not that of its canonical text");
  let said: Record<string, unknown>;
  try {
    said = JSON.parse(event.canonical) as Record<string, unknown>;
  } catch {
    return [...faults, "the canonical text is not JSON"];
  }
  for (const [name, column] of Object.entries(COLUMNS)) {
    if (said[name] !== event[column]) faults.push(`${name} is ${show(event[column])}, and was ${show(said[name])} when it was hashed`);
  }
  return faults;
}

const show = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value));
