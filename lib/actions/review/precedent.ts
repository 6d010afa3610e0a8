import type { ActionState } from "@/lib/actions/states";
import type { Json } from "@/lib/connectors/types";
import { db, sql } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { draftRule } from "@/lib/policy/draft";
import type { Access, Reason, Tier } from "@/lib/policy/types";
import { leaves } from "./decide-many";
import type { Precedent, Precedents, Tally } from "./precedent-view";
import { likeness } from "./similar";

/** Newest calls of the tool that are looked at, and how many of those that people decided are compared. */
const WINDOW = 1_000;
const COMPARED = 200;
/** Characters; of a larger payload only the tool is known to be alike. */
const LONGEST = 4_000;
const SHOWN = 5;

type Row = { id: string; summary: string; state: ActionState; tier: Tier; submittedAt: Date; params: string | null; verdict: "approve" | "reject" | null; by: string | null; note: string | null; decidedAt: Date | null };

/** What was decided of calls like this one, in the same mode. Bounded by the index on tool and time, whatever the history. @throws Refusal `not_found` */
export async function precedents(id: string): Promise<Precedents> {
  const action = await db.one<{ toolName: string; mode: string; tier: Tier; agent: string; params: string; reasons: Reason[]; access: Access | null; sensitive: string[] | null; required: string[] | null; until: string }>(sql`
    SELECT a.tool_name, a.mode, a.tier, g.name AS agent, r.params, c.reasons, v.access, v.sensitive,
           ARRAY(SELECT jsonb_array_elements_text(CASE jsonb_typeof(v.params_schema -> 'required') WHEN 'array' THEN v.params_schema -> 'required' ELSE '[]' END)) AS required,
           to_char(clock_timestamp() AT TIME ZONE 'UTC' + interval '90 days', 'YYYY-MM-DD') AS until
      FROM actions a JOIN agents g ON g.id = a.agent_id
      JOIN revisions r ON r.action_id = a.id AND r.number = a.revision
      JOIN classifications c ON c.action_id = a.id AND c.revision = a.revision
      LEFT JOIN tool_versions v ON v.id = r.tool_version_id WHERE a.id = ${id}`);
  if (!action) throw new Refusal("not_found", "There is no such action. It may have been erased, or the link is not complete.");
  const rows = await db.all<Row>(sql`
    SELECT a.id, a.summary, a.state, a.tier, a.submitted_at, CASE WHEN length(r.params) <= ${LONGEST} THEN r.params END AS params, d.verdict, d.by, d.note, d.decided_at
      FROM (SELECT id, summary, state, tier, effect, mode, revision, submitted_at FROM actions WHERE tool_name = ${action.toolName}
             ORDER BY submitted_at DESC, id DESC LIMIT ${WINDOW}) a
      JOIN revisions r ON r.action_id = a.id AND r.number = a.revision
      LEFT JOIN LATERAL (SELECT d.verdict, p.name AS by, d.note, d.decided_at FROM decisions d JOIN people p ON p.id = d.person_id
                          WHERE d.action_id = a.id AND d.revision = a.revision AND d.voided_at IS NULL ORDER BY d.decided_at DESC LIMIT 1) d ON true
     WHERE a.id <> ${id} AND a.mode = ${action.mode} AND a.effect = 'review' AND a.state NOT IN ('pending', 'blocked')
     ORDER BY a.submitted_at DESC, a.id DESC LIMIT ${COMPARED}`);
  const params = JSON.parse(action.params || "null") as Json;
  const mine = leaves(params);
  const compared = rows.map((row): Precedent => ({
    id: row.id,
    summary: row.summary,
    state: row.state,
    tier: row.tier,
    at: row.submittedAt.toISOString(),
    decision: row.verdict ? { verdict: row.verdict, by: row.by!, note: row.note!, at: row.decidedAt!.toISOString() } : null,
    ...likeness(mine, row.params ? leaves(JSON.parse(row.params) as Json) : new Map()),
  }));
  return {
    // Sorting is stable: of those equally alike the newest comes first.
    similar: compared.toSorted((a, b) => Number(b.sameDestination) - Number(a.sameDestination) || b.score - a.score).slice(0, SHOWN),
    ofTool: tally(compared),
    ofDestination: tally(compared.filter(({ sameDestination }) => sameDestination)),
    draft: draftRule({ tool: action.toolName, access: action.access, agent: action.agent, tier: action.tier, reasons: action.reasons, params, sensitive: action.sensitive ?? [], required: action.required ?? [], until: action.until }),
  };
}

function tally(of: readonly Precedent[]): Tally {
  const count = (verdict: "approve" | "reject" | undefined) => of.filter(({ decision }) => decision?.verdict === verdict).length;
  return { approved: count("approve"), rejected: count("reject"), undecided: count(undefined) };
}
