import type { Person } from "@/lib/actor";
import { db, sql, transact } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { filterQuery } from "./filters";
import type { StoredEvent } from "./integrity";
import { conditions, namesOf } from "./queries";
import { record } from "./record";
import { EVENT_COLUMNS } from "./row";
import type { AuditFilters } from "./view";

export const FORMATS = ["csv", "ndjson"] as const;
export type ExportFormat = (typeof FORMATS)[number];

const BATCH = 1_000;

/** Auditors and admins take evidence out; reviewers read it here. */
export const mayExport = (person: Pick<Person, "role">): boolean => person.role !== "reviewer";

/**
 * All matching events, the oldest first, as text in pieces: memory holds one batch whatever the length. The export
 * itself is an event, written before the first piece leaves. @throws Refusal `not_permitted`
 */
export async function exportAudit(person: Person, filters: AuditFilters, format: ExportFormat): Promise<AsyncGenerator<string>> {
  if (!mayExport(person)) throw new Refusal("not_permitted", "Only auditors and admins export the audit trail. Ask one of them.");
  const matching = await conditions(filters);
  const newest = await transact(async (tx) => {
    const row = await tx.one<{ seq: string }>(sql`SELECT coalesce(max(seq), 0)::text AS seq FROM audit_events`);
    await record(tx, { type: "audit.exported", actor: person, data: { format, filters: Object.fromEntries(filterQuery(filters)), up_to: row!.seq } });
    return row!.seq;
  });
  const batch = (after: string) =>
    db.all<StoredEvent>(sql`
      SELECT ${EVENT_COLUMNS} FROM audit_events
       WHERE ${matching} AND audit_events.seq > ${after}::bigint AND audit_events.seq <= ${newest}::bigint
       ORDER BY audit_events.seq LIMIT ${BATCH}`);
  return pieces(batch, format);
}

async function* pieces(batch: (after: string) => Promise<StoredEvent[]>, format: ExportFormat): AsyncGenerator<string> {
  if (format === "csv") yield `\uFEFF${HEADINGS.join(",")}\r\n`;
  for (let after = "0"; ; ) {
    const events = await batch(after);
    if (events.length === 0) return;
    after = events.at(-1)!.seq;
    if (format === "ndjson") {
      // The canonical text as it stands: whoever takes it out of its line can hash it again.
      yield events.map(({ seq, hash, canonical }) => `{"event":${canonical},"hash":"${hex(hash)}","seq":${seq}}\n`).join("");
    } else {
      const names = await namesOf(events.flatMap(({ actorId }) => actorId ?? []));
      yield events.map((event) => `${cellsOf(event, names).map(csvCell).join(",")}\r\n`).join("");
    }
  }
}

const HEADINGS = ["seq", "at", "type", "actor_kind", "actor_id", "actor_name", "action_id", "action_number", "subject_kind", "subject_id", "id", "txid", "hash", "canonical"];

const cellsOf = (event: StoredEvent, names: Map<string, string>): string[] =>
  [event.seq, event.at, event.type, event.actorKind, event.actorId, event.actorId && names.get(event.actorId), event.actionId, event.actionNumber,
    event.subjectKind, event.subjectId, event.id, event.txid, hex(event.hash), event.canonical].map((value) => String(value ?? ""));

/**
 * A cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== text ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
