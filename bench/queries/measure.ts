// Measures the functions that the pages call, with parameters that vary from run to run; prints one line of JSON.
import type { Person } from "@/lib/actor";
import { timeCursor } from "@/lib/actions/shown/cursor";
import { historyPage } from "@/lib/actions/history/history";
import { queueCounts, queuePage } from "@/lib/actions/desk/queries";
import { readAudit } from "@/lib/audit/queries";
import { closePool } from "@/lib/db/pool";
import { db, sql } from "@/lib/db/tx";
import { newId } from "@/lib/ids";
import { RANGES } from "@/lib/overview/overview-view";
import { figures, openNow } from "@/lib/overview/queries";

const runs = Number(process.argv[2] ?? 200);

const row = await db.one<{ id: string; name: string; email: string }>(sql`SELECT id, name, email FROM people WHERE role = 'admin'`);
const admin: Person = { kind: "person", role: "admin", groupIds: [], sessionId: newId(), ...row! };
const agents = await db.all<{ id: string }>(sql`SELECT id FROM agents ORDER BY id`);
const [first] = await db.all<{ at: Date }>(sql`SELECT min(submitted_at) AS at FROM actions`);
const year = Date.now() - first!.at.getTime();
/** Some row of the past year, and what is in it. */
const some = await db.all<{ id: string; at: Date; reference: string; customer: string; reason: string; seq: string }>(sql`
  SELECT a.id, a.submitted_at AS at, r.params::jsonb ->> 'reference' AS reference, r.params::jsonb ->> 'customer' AS customer, r.params::jsonb ->> 'reason' AS reason, e.seq::text AS seq
    FROM generate_series(1, 100) n
   CROSS JOIN LATERAL (SELECT * FROM actions WHERE submitted_at < ${new Date()}::timestamptz - n * ${year / 101}::float8 * interval '1 millisecond' ORDER BY submitted_at DESC, id DESC LIMIT 1) a
    JOIN revisions r ON r.action_id = a.id JOIN audit_events e ON e.action_id = a.id AND e.action_number = 1`);

const voters = await db.all<{ id: string }>(sql`SELECT DISTINCT person_id AS id FROM decisions ORDER BY 1 LIMIT 10`);

const at = <T>(list: readonly T[], i: number): T => list[i % list.length]!;
const day = (n: number) => new Date(Date.now() - n * 86_400_000).toISOString().slice(0, 10);
const TIERS = ["medium", "high", "low"] as const;
const STATES = ["succeeded", "rejected", "failed", "expired", "pending", "cancelled"] as const;
const WORDS = ["parcel", "warehouse newsletter", "damaged", "hotel", "quarter report"];

const measured: Record<string, (i: number) => Promise<unknown>> = {
  one_page: () => db.all(sql`SELECT submitted_at, id FROM actions ORDER BY submitted_at DESC, id DESC LIMIT 50`, "one-page"),
  queue_first_page: () => queuePage("waiting"),
  history_first_page: () => historyPage({}),
  history_filtered: (i) =>
    historyPage(
      at(
        [
          { agent: at(agents, i).id },
          { tool: `tool_${i % 20}` },
          { tier: at(TIERS, i) },
          { state: at(STATES, i) },
          { agent: at(agents, i).id, state: at(STATES, i + 1) },
          { tool: `tool_${i % 20}`, tier: at(TIERS, i), from: day(200), to: day(100) },
          { agent: at(agents, i).id, tool: `tool_${(i * 7) % 20}` },
        ],
        i,
      ),
    ),
  history_deep: (i) => historyPage({}, { older: cursorOf(at(some, i * 7)) }),
  history_deep_filtered: (i) => historyPage({ agent: at(agents, i).id }, { older: cursorOf(at(some, i * 7)) }),
  // In one payload.
  history_by_person: (i) => historyPage({ person: at(voters, i).id }),
  history_by_rule: (i) => historyPage({ rule: `defaults.${at(["read", "write", "destructive"], i)}` }),
  history_by_no_rule: (i) => historyPage({ rule: `rules.no-such-${i}` }),
  search_rare: (i) => historyPage({ text: at(some, i).reference.slice(2, 16) }),
  // In twenty; its trigrams are those of every customer.
  search_some: (i) => historyPage({ text: `"${at(some, i).customer}"` }),
  // In one of a few hundred: too many to sort, too few to fill a page soon.
  search_many: (i) => historyPage({ text: `SKU-${1000 + ((i * 37) % 4000)}` }),
  search_digits: (i) => historyPage({ text: String(100 + ((i * 37) % 900)) }),
  // In a third of all.
  search_common: (i) => historyPage({ text: at(WORDS, i) }),
  // In a handful, made of nothing but what a third of all contain.
  search_phrase: (i) => historyPage({ text: at(some, i).reason.split(" ").slice(1, 5).join(" ") }),
  // In none: of rare letters, of an identifier's, and of words that all are common.
  search_nothing: (i) => historyPage({ text: `no such words ${i}` }),
  search_no_customer: (i) => historyPage({ text: `cus_${60_000 + i}` }),
  search_no_phrase: (i) => historyPage({ text: `${at(WORDS, i)} ${at(WORDS, i + 1)} ${at(WORDS, i + 2)} ${at(WORDS, i)}` }),
  pending_counts: () => queueCounts(),
  overview_open: () => openNow(),
  overview_figures: (i) => figures(at(RANGES, i)),
  audit_page: () => readAudit(admin, {}),
  audit_deep: (i) => readAudit(admin, {}, { before: at(some, i * 7).seq }),
  audit_filtered: (i) => readAudit(admin, at([{ type: "action.rejected" }, { type: "action.failed" }, { actor: at(agents, i).id }, { action: at(some, i).id }], i)),
};

const cursorOf = ({ at: when, id }: { at: Date; id: string }) => timeCursor({ at: when.toISOString(), id });

const only = process.argv[3];
/** Milliseconds of each run. */
const result: Record<string, number[]> = {};
for (const [name, query] of Object.entries(measured)) {
  if (only && name !== only) continue;
  for (let i = 0; i < Math.min(30, runs); i++) await query(i * 13 + 5);
  const took: number[] = [];
  for (let i = 0; i < runs; i++) {
    const from = performance.now();
    await query(i);
    took.push(performance.now() - from);
  }
  result[name] = took;
}
await closePool();
console.log(JSON.stringify(result));
