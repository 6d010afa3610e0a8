import type { Submission } from "@/lib/actions/proposal/submission";
import { factOf } from "@/lib/actions/shown/fact-view";
import type { Agent, Person, Worker } from "@/lib/actor";
import { db, json, raw, sql, transact } from "@/lib/db/tx";
import { newId } from "@/lib/ids";
import { fixture } from "@/lib/people/testing";
import { balanced } from "@/lib/policy/balanced";
import type { Policy, Requirement } from "@/lib/policy/types";
import { currentRegistry } from "@/lib/tools/registry";
import { hashOfRequirement } from "./decision";
import { actionById, revisionOf, type ActionRow } from "./row";
import { submit } from "./submit";

/** For tests: the small cast that every file knows, on a fresh database. */
export type Cast = {
  reviewer: Person;
  second: Person;
  admin: Person;
  auditor: Person;
  /** Owns the agents, and is a reviewer too. */
  owner: Person;
  agent: Agent;
  worker: Worker;
};

/** Makes the cast, a policy without undo windows and the tools in `tools`. */
export async function assemble(policy: Partial<Policy> = {}): Promise<Cast> {
  const [reviewer, second, admin, auditor, owner] = [
    await fixture("reviewer", "Rita", ["reviewers"]),
    await fixture("reviewer", "Sami", ["reviewers"]),
    await fixture("admin", "Ada", ["reviewers", "admins"]),
    await fixture("auditor", "Otto"),
    await fixture("reviewer", "Olga", ["reviewers"]),
  ];
  const agent = await agentOf(owner, "support-bot");
  await publish(policy);
  await transact(async (tx) => {
    for (const [name, kind] of [["nothing", "noop"], ["by-agent", "agent"]] as const) {
      const connector = newId();
      await tx.run(sql`INSERT INTO connectors (id, name, kind) VALUES (${connector}, ${name}, ${kind})`);
      await tx.run(sql`INSERT INTO connector_versions (id, connector_id, version, config) VALUES (${newId()}, ${connector}, 1, '{}')`);
    }
  });
  await addTool("look_up", { access: "read" });
  await addTool("refund", { access: "write", binding: { idempotent: true, rollBack: "succeeds" }, reversibility: "compensable" });
  await addTool("wire", { access: "write", binding: { idempotent: false } });
  await addTool("purge", { access: "destructive" });
  await addTool("own_hands", { access: "write", connector: "by-agent", binding: {} });
  return { reviewer, second, admin, auditor, owner, agent, worker: { kind: "worker", id: "worker-1" } };
}

export async function agentOf(owner: Person, name: string, autonomy: Agent["autonomy"] = "full"): Promise<Agent> {
  const id = newId();
  await transact((tx) => tx.run(sql`INSERT INTO agents (id, name, owner_id, autonomy) VALUES (${id}, ${name}, ${owner.id}, ${autonomy})`));
  return { kind: "agent", id, name, ownerId: owner.id, autonomy, keyId: "testkey", mode: "live", scopes: ["actions:write", "actions:read"] };
}

/** Publishes the built-in policy with changes, and without the undo window unless the change has one. */
export async function publish(change: Partial<Policy> = {}): Promise<void> {
  const medium = { ...balanced.tiers.medium, undo: "0s" } as Policy["tiers"]["medium"];
  const document = { ...balanced, ...change, tiers: { ...balanced.tiers, medium, ...change.tiers } };
  await transact((tx) =>
    tx.run(sql`INSERT INTO policy_versions (version, document) SELECT coalesce(max(version), 0) + 1, ${json(document)} FROM policy_versions`),
  );
}

type ToolSpec = { access: string; binding?: object; connector?: string; operation?: string; reversibility?: string; sensitive?: string[]; rollbackWithin?: number };

export async function addTool(name: string, { access, binding = { idempotent: true }, connector = "nothing", operation = "run", reversibility = "irreversible", sensitive = [], rollbackWithin }: ToolSpec): Promise<void> {
  const id = newId();
  const schema = {
    type: "object",
    properties: { customer: { type: "string" }, amount: { type: "number" }, card: { type: "string" } },
    required: ["customer"],
    additionalProperties: false,
  };
  await transact(async (tx) => {
    await tx.run(sql`INSERT INTO tools (id, name) VALUES (${id}, ${name})`);
    await tx.run(sql`
      INSERT INTO tool_versions (id, tool_id, version, title, access, reversibility, params_schema, summary, sensitive, data_classes, connector_id, operation, binding, rollback_within)
      SELECT ${newId()}::uuid, ${id}::uuid, 1, ${name}, ${access}, ${reversibility}, ${json(schema)}, ${`${name} {amount|money} for {customer}`}, ${sensitive}::text[], '{}', id, ${operation}, ${json(binding)}, ${rollbackWithin ?? null}::int
        FROM connectors WHERE name = ${connector}`);
  });
}

let count = 0;
export async function propose(agent: Agent, tool = "refund", params: Submission["params"] = { customer: "cus_81", amount: 120 }, more: Partial<Submission> = {}): Promise<ActionRow> {
  return submit(agent, { tool, params, ...more }, `key-${++count}`, await currentRegistry());
}

/** What a person decides on after looking at the action as it is now. */
export async function seen(action: Pick<ActionRow, "id">): Promise<{ id: string; revision: number; payloadHash: string; requirementHash: string; channel: "web"; fact?: string }> {
  const row = await actionById(action.id);
  const { id, revision, tier, reversibility, rollbackOf, toolName } = row;
  const { payloadHash, params } = await revisionOf(row);
  const { requirement } = (await db.one<{ requirement: Requirement }>(sql`SELECT requirement FROM classifications WHERE action_id = ${id} AND revision = ${revision}`))!;
  const fact = factOf({ tier, reversibility, rollback: rollbackOf !== null, params: JSON.parse(params), tool: toolName });
  return { id, revision, payloadHash: payloadHash.toString("hex"), requirementHash: hashOfRequirement(tier, requirement), channel: "web", ...(fact && { fact: fact.value }) };
}

/** The action's audit events in order, numbers checked to be without gaps. */
export async function trail(action: Pick<ActionRow, "id">): Promise<{ type: string; actorId: string; data: Record<string, unknown> }[]> {
  const rows = await transact((tx) =>
    tx.all<{ type: string; actorId: string; actionNumber: number; data: Record<string, unknown> }>(
      sql`SELECT type, actor_id, action_number, canonical::jsonb -> 'data' AS data FROM audit_events WHERE action_id = ${action.id} ORDER BY action_number`,
    ),
  );
  rows.forEach((row, index) => {
    if (row.actionNumber !== index + 1) throw new Error(`event ${index + 1} of ${action.id} has number ${row.actionNumber}`);
  });
  return rows;
}

export const types = async (action: Pick<ActionRow, "id">): Promise<string[]> => (await trail(action)).map((event) => event.type);

/** Moves an action's clocks into the past: the database's clock is the only one, so tests move the rows. */
export async function pass(action: Pick<ActionRow, "id">, seconds: number): Promise<void> {
  await transact((tx) =>
    tx.run(sql`UPDATE actions SET deadline_at = deadline_at - ${seconds} * interval '1 second', remind_at = remind_at - ${seconds} * interval '1 second',
      escalate_at = escalate_at - ${seconds} * interval '1 second', effect_at = effect_at - ${seconds} * interval '1 second',
      execute_by = execute_by - ${seconds} * interval '1 second', due_at = due_at - ${seconds} * interval '1 second', lease_until = lease_until - ${seconds} * interval '1 second',
      state_at = state_at - ${seconds} * interval '1 second' WHERE id = ${action.id}`),
  );
}

/** `allSettled`, told apart. */
export async function all<T>(work: Promise<T>[]): Promise<{ won: T[]; lost: unknown[] }> {
  const results = await Promise.allSettled(work);
  return {
    won: results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : [])),
    lost: results.flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : [])),
  };
}

/** Copies of a proposed action with everything that belongs to it, in one go: for lists that are long. Deadlines spread over an hour. */
export async function many(model: Pick<ActionRow, "id">, count: number): Promise<void> {
  await transact(async (tx) => {
    const columns = await tx.all<{ name: string }>(sql`
      SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'actions' AND column_name NOT IN ('id', 'idempotency_key', 'deadline_at', 'event_count') ORDER BY ordinal_position`);
    const same = raw(columns.map(({ name }) => name).join(", "));
    const ids = Array.from({ length: count }, newId);
    const made = sql`unnest(${ids}::uuid[]) WITH ORDINALITY AS made (id, n)`;
    await tx.run(sql`
      INSERT INTO actions (id, idempotency_key, deadline_at, event_count, ${same})
      SELECT made.id, 'many-' || made.id, m.deadline_at + n * interval '0.3 seconds', 1, ${raw(columns.map(({ name }) => `m.${name}`).join(", "))} FROM ${made}, actions m WHERE m.id = ${model.id}`);
    await tx.run(sql`
      INSERT INTO revisions (action_id, number, tool_version_id, connector_version_id, canonical, params, payload_hash, author_kind, author_id)
      SELECT made.id, 1, tool_version_id, connector_version_id, canonical, params, payload_hash, author_kind, author_id FROM ${made}, revisions r WHERE r.action_id = ${model.id} AND r.number = 1`);
    await tx.run(sql`
      INSERT INTO classifications (action_id, revision, tier, effect, reasons, signals, requirement, policy_version)
      SELECT made.id, 1, tier, effect, reasons, signals, requirement, policy_version FROM ${made}, classifications c WHERE c.action_id = ${model.id} AND c.revision = 1`);
    await tx.run(sql`
      INSERT INTO audit_events (id, type, actor_kind, actor_id, action_id, action_number, canonical, hash)
      SELECT gen_random_uuid(), 'action.submitted', 'agent', 'test', id, 1, '{}', '' FROM ${made}`);
  });
}
