import { approve, reject } from "@/lib/actions/decide";
import { hashOfRequirement, type Decision } from "@/lib/actions/decision";
import { stepUpOf } from "@/lib/actions/may";
import type { ActionRow } from "@/lib/actions/row";
import { amountsOf } from "@/lib/actions/shown/amounts";
import type { ActionState } from "@/lib/actions/states";
import type { Person } from "@/lib/actor";
import type { Json } from "@/lib/connectors/types";
import { db, sql } from "@/lib/db/tx";
import { Refusal, type Fault, type RefusalCode } from "@/lib/errors";
import { log } from "@/lib/log";
import type { Amounts } from "@/lib/payloads/kinds-view";
import { steppedUpUntil, stepUp } from "@/lib/people/step-up";
import type { Requirement, Tier } from "@/lib/policy/types";

/** More than this at once is not looked at any more. */
export const MOST_TOGETHER = 25;

export type Seen = Pick<Decision, "id" | "revision" | "payloadHash"> & { requirementHash: string };

/** What became of one of them. What was refused is as it was; `message` says why, `facts` who was first. */
export type Decided =
  | { id: string; ok: true; state: ActionState; revision: number; effectAt: string | null }
  | { id: string; ok: false; code: RefusalCode | "failed"; message: string; facts: Refusal["facts"] };

/**
 * Decides several that are alike: of one tool, one mode and one policy version, and none of them high. Each is a decision
 * of its own, bound to what was seen of it, with its own event that says how many were decided together; what one of
 * them is refused keeps none of the others from being decided.
 * @throws Refusal `invalid` before anything is decided, naming those that do not belong together
 */
export async function approveMany(person: Person, seen: readonly Seen[], note = "", password?: string): Promise<Decided[]> {
  await requireAlike(seen);
  if (password) await stepUp(person, password);
  return each(person, seen, (one) => approve(person, { ...one, note, channel: "web", together: seen.length }));
}

/** As `approveMany`. The note is what each agent is told. */
export async function rejectMany(person: Person, seen: readonly Seen[], note: string): Promise<Decided[]> {
  if (note.trim() === "") throw new Refusal("invalid", "Say why: the agents are told.", { faults: [{ pointer: "/note", detail: "is required to reject" }] });
  await requireAlike(seen);
  return each(person, seen, (one) => reject(person, { ...one, note, channel: "web", together: seen.length }));
}

async function each(person: Person, seen: readonly Seen[], decide: (one: Seen) => Promise<ActionRow>): Promise<Decided[]> {
  const decided: Decided[] = [];
  for (const one of seen) {
    try {
      const { id, state, revision, effectAt } = await decide(one);
      decided.push({ id, ok: true, state, revision, effectAt: effectAt?.toISOString() ?? null });
    } catch (error) {
      if (error instanceof Refusal) decided.push({ id: one.id, ok: false, code: error.code, message: error.message, facts: error.facts });
      else {
        // The ones before are decided: whoever asked learns of each.
        log.error({ err: error, action: one.id, person: person.id }, "one of several decisions failed");
        decided.push({ id: one.id, ok: false, code: "failed", message: "Something went wrong on our side. Open it and decide it alone.", facts: undefined });
      }
    }
  }
  return decided;
}

type Alike = { id: string; tier: Tier; toolName: string; mode: string; policyVersion: number };

async function requireAlike(seen: readonly Seen[]): Promise<void> {
  if (seen.length === 0 || seen.length > MOST_TOGETHER) throw new Refusal("invalid", `Select from 1 to ${MOST_TOGETHER}.`, { faults: [{ pointer: "/actions", detail: `holds from 1 to ${MOST_TOGETHER}` }] });
  const rows = await db.all<Alike>(sql`
    SELECT a.id, a.tier, a.tool_name, a.mode, c.policy_version FROM actions a JOIN classifications c ON c.action_id = a.id AND c.revision = a.revision
     WHERE a.id = ANY(${seen.map(({ id }) => id)}::uuid[])`);
  const known = new Map(rows.map((row) => [row.id, row]));
  const first = known.get(seen[0]!.id);
  const faults: Fault[] = seen.flatMap(({ id }, index) => {
    const wrong = fault(known.get(id), first, seen.findIndex((one) => one.id === id) < index);
    return wrong ? [{ pointer: `/actions/${index}`, detail: wrong }] : [];
  });
  if (faults.length > 0) throw new Refusal("invalid", "These are not decided together; nothing was changed. Leave out those that `errors` names.", { faults });
}

function fault(row: Alike | undefined, first: Alike | undefined, twice: boolean): string | undefined {
  if (twice) return "is there twice";
  if (!row) return "is not an action";
  if (row.tier === "high") return "is high: it is decided alone";
  if (first && row.toolName !== first.toolName) return `is of another tool, ${row.toolName}`;
  if (first && row.mode !== first.mode) return `is of another mode, ${row.mode}`;
  if (first && row.policyVersion !== first.policyVersion) return `was classified by another policy version, ${row.policyVersion}`;
  return undefined;
}

/** Fields of several actions of one tool: those in which all agree, and a table of those that differ. Pointers are into params (RFC 6901). */
export type Differences = {
  same: { pointer: string; value: Json; amount: string | null }[];
  /** Column by column; a row has no entry where its action has no such field. */
  columns: string[];
  rows: { id: string; revision: number; payloadHash: string; requirementHash: string; summary: string; state: ActionState; values: { [pointer: string]: Json }; amounts: Amounts }[];
  /** Fields beyond the first hundred are not compared here; each action's own page has them. */
  more: number;
  /** Approving some of them takes the password again; until when this session's last one holds. */
  stepUp: { until: string | null } | null;
};

const MOST_FIELDS = 100;

/** What is different about these, with sensitive values masked. @throws Refusal `invalid` for more than `MOST_TOGETHER` */
export async function differences(person: Person, ids: readonly string[]): Promise<Differences> {
  if (ids.length === 0 || ids.length > MOST_TOGETHER) throw new Refusal("invalid", `Select from 1 to ${MOST_TOGETHER}.`);
  const rows = await db.all<{ id: string; revision: number; summary: string; state: ActionState; tier: Tier; requirement: Requirement; params: string; payloadHash: Buffer; template: string | null }>(sql`
    SELECT a.id, a.revision, a.summary, a.state, a.tier, c.requirement, r.params, r.payload_hash, v.summary AS template
      FROM actions a JOIN revisions r ON r.action_id = a.id AND r.number = a.revision JOIN classifications c ON c.action_id = a.id AND c.revision = a.revision
      LEFT JOIN tool_versions v ON v.id = r.tool_version_id
     WHERE a.id = ANY(${ids}::uuid[]) ORDER BY array_position(${ids}::uuid[], a.id)`);
  const params = rows.map((row) => JSON.parse(row.params || "null") as Json);
  const flat = params.map((one) => leaves(one));
  // Of one tool, but perhaps of several of its versions: each row's sentence says which of its params are money.
  const amounts = rows.map(({ template }, index) => amountsOf(template ?? "", params[index]!));
  const pointers = [...new Set(flat.flatMap((values) => [...values.keys()]))];
  const compared = pointers.slice(0, MOST_FIELDS);
  const agree = (pointer: string) => new Set(flat.map((values) => (values.has(pointer) ? JSON.stringify(values.get(pointer)) : undefined))).size === 1;
  const columns = compared.filter((pointer) => !agree(pointer));
  return {
    same: compared.filter(agree).map((pointer) => ({ pointer, value: flat[0]!.get(pointer)!, amount: amounts[0]?.[pointer] ?? null })),
    columns,
    rows: rows.map(({ id, revision, summary, state, tier, requirement, payloadHash }, index) => ({
      id,
      revision,
      summary,
      state,
      payloadHash: payloadHash.toString("hex"),
      requirementHash: hashOfRequirement(tier, requirement),
      values: Object.fromEntries(columns.filter((pointer) => flat[index]!.has(pointer)).map((pointer) => [pointer, flat[index]!.get(pointer)!])),
      amounts: amounts[index]!,
    })),
    more: pointers.length - compared.length,
    stepUp: rows.some(({ requirement }) => stepUpOf(requirement)) ? { until: (await steppedUpUntil(db, person))?.toISOString() ?? null } : null,
  };
}

/** Every field with its value; a list is one value, so that its order and length are seen. */
export function leaves(params: Json, pointer = "", found: Map<string, Json> = new Map()): Map<string, Json> {
  if (params === null || typeof params !== "object" || Array.isArray(params) || (pointer !== "" && Object.keys(params).length === 0)) return found.set(pointer, params);
  for (const [name, value] of Object.entries(params)) leaves(value, `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`, found);
  return found;
}
