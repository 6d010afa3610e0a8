import { setup, type Person } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { prisma } from "@/lib/db/prisma";
import { json, sql, transact, type Tx } from "@/lib/db/tx";
import { pointerTo, Refusal, type Fault } from "@/lib/errors";
import { requireAdmin } from "@/lib/people/may";
import { balanced } from "./balanced";
import { faultsOf } from "./check";
import { Policy, TIERS } from "./types";

/** What is worth saying about a policy that may be published all the same. */
export type Published = { version: number; warnings: string[] };

/**
 * Publishes a whole policy as the next version. @throws Refusal `stale_revision` when `expectedVersion` is no longer
 * the newest, `invalid` with every fault
 */
export async function publishPolicy(
  admin: Person,
  { document, reason, expectedVersion }: { document: unknown; reason: string; expectedVersion: number },
): Promise<Published> {
  requireAdmin(admin);
  const policy = parsed(document);
  if (reason.trim() === "") throw invalid([{ pointer: "/reason", detail: "say why, for whoever reads the history" }]);
  return transact(async (tx) => {
    await requireKnown(tx, policy);
    const before = await newest(tx);
    if ((before?.version ?? 0) !== expectedVersion) throw stale(before?.version ?? 0);
    const version = expectedVersion + 1;
    // The key is the lock: of two who start from the same version, one inserts the next.
    const won = await tx.run(sql`
      INSERT INTO policy_versions (version, document, reason, published_by) VALUES (${version}, ${json(policy)}, ${reason.trim()}, ${admin.id})
      ON CONFLICT (version) DO NOTHING`);
    if (won === 0) throw stale(version);
    await record(tx, {
      type: "policy.published",
      actor: admin,
      subject: { kind: "policy", id: String(version) },
      data: { version, reason: reason.trim(), before: before?.document ?? null, after: policy },
    });
    return { version, warnings: await shortHanded(tx, policy) };
  });
}

/** Publishes the built-in policy as version 1 when there is none: for set-up. */
export async function ensurePolicy(tx?: Tx): Promise<void> {
  if (!tx) return transact(ensurePolicy);
  const won = await tx.run(sql`
    INSERT INTO policy_versions (version, document, reason)
    SELECT 1, ${json(balanced)}, 'The policy that every installation starts with'
     WHERE NOT EXISTS (SELECT FROM policy_versions) ON CONFLICT (version) DO NOTHING`);
  if (won === 0) return;
  await record(tx, { type: "policy.published", actor: setup, subject: { kind: "policy", id: "1" }, data: { version: 1, before: null, after: balanced } });
}

export type PolicyVersionView = { version: number; document: Policy; reason: string; publishedAt: Date; publishedBy: string | null };

/** The policy in force. */
export async function currentPolicy(): Promise<PolicyVersionView | undefined> {
  return (await listPolicyVersions(1))[0];
}

/** Versions with who published them, the newest first. */
export async function listPolicyVersions(limit = 50): Promise<PolicyVersionView[]> {
  const rows = await prisma().policyVersion.findMany({ orderBy: { version: "desc" }, take: limit });
  const ids = rows.flatMap(({ publishedBy }) => publishedBy ?? []);
  const people = await prisma().person.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const name = new Map(people.map((person) => [person.id, person.name]));
  return rows.map(({ publishedBy, document, ...row }) => ({
    ...row,
    document: Policy.parse(document),
    publishedBy: publishedBy && (name.get(publishedBy) ?? publishedBy),
  }));
}

function parsed(document: unknown): Policy {
  const result = Policy.safeParse(document);
  if (result.success) return result.data;
  throw invalid(result.error.issues.map(({ path, message }) => ({ pointer: pointerTo(path), detail: message })));
}

/** Groups and tools that a policy names must be there, or it would ask nobody and hold nothing. */
async function requireKnown(tx: Tx, policy: Policy): Promise<void> {
  const groups = new Set((await tx.all<{ name: string }>(sql`SELECT name FROM groups`)).map(({ name }) => name));
  const rows = await tx.all<{ name: string; paramsSchema: object }>(sql`
    SELECT t.name, v.params_schema FROM tools t JOIN tool_versions v ON v.tool_id = t.id AND v.version = t.current_version`);
  const tools = new Set(rows.map(({ name }) => name));
  const faults: Fault[] = [];
  for (const tier of TIERS) {
    const rules = policy.tiers[tier];
    if (rules.review === "none") continue;
    rules.approve.forEach(({ group }, index) => {
      if (!groups.has(group)) faults.push({ pointer: `/tiers/${tier}/approve/${index}/group`, detail: `there is no group ${group}` });
      if (rules.approve.findIndex((other) => other.group === group) < index) faults.push({ pointer: `/tiers/${tier}/approve/${index}/group`, detail: `${group} is asked twice; raise its approvals instead` });
    });
    if (rules.on_expiry === "escalate" && !rules.escalate) faults.push({ pointer: `/tiers/${tier}/escalate/to`, detail: "say which group is asked next" });
    if (rules.escalate && !groups.has(rules.escalate.to)) faults.push({ pointer: `/tiers/${tier}/escalate/to`, detail: `there is no group ${rules.escalate.to}` });
  }
  for (const tool of Object.keys(policy.tools)) if (!tools.has(tool)) faults.push({ pointer: `/tools/${tool}`, detail: `there is no tool ${tool}` });
  const agents = (await tx.all<{ name: string }>(sql`SELECT name FROM agents`)).map(({ name }) => name);
  const known = { tools: rows, agents, groups: new Map([...groups].map((name) => [name, Infinity])) };
  // The tiers were looked at above; too few people for them is a warning.
  for (const { path, detail } of faultsOf(policy, known)) if (path[0] !== "tiers") faults.push({ pointer: path.map((part) => `/${String(part)}`).join(""), detail });
  if (faults.length > 0) throw invalid(faults);
}

/** Tiers that ask for more approvals than there are people who may give them. */
async function shortHanded(tx: Tx, policy: Policy): Promise<string[]> {
  const rows = await tx.all<{ name: string; able: number }>(sql`
    SELECT g.name, count(p.id)::int AS able
      FROM groups g
      LEFT JOIN group_members m ON m.group_id = g.id
      LEFT JOIN people p ON p.id = m.person_id AND p.deactivated_at IS NULL AND p.role IN ('reviewer', 'admin')
     GROUP BY g.name`);
  const able = new Map(rows.map((row) => [row.name, row.able]));
  return TIERS.flatMap((tier) => {
    const rules = policy.tiers[tier];
    if (rules.review === "none") return [];
    const short = rules.approve.filter(({ group, approvals }) => (able.get(group) ?? 0) < approvals);
    const nobody = rules.escalate && (able.get(rules.escalate.to) ?? 0) === 0 ? [`${tier}: it escalates to ${rules.escalate.to}, where nobody may decide.`] : [];
    return [...short.map(({ group, approvals }) => `${tier}: it asks ${group} for ${approvals}, and ${able.get(group) ?? 0} there may decide.`), ...nobody];
  });
}

async function newest(tx: Tx): Promise<{ version: number; document: unknown } | undefined> {
  return tx.one(sql`SELECT version, document FROM policy_versions ORDER BY version DESC LIMIT 1`);
}

const stale = (version: number) =>
  new Refusal("stale_revision", `Somebody published version ${version} in the meantime. Reload the page to start from it.`, { facts: { version } });

const invalid = (faults: Fault[]) =>
  new Refusal("invalid", faults.length === 1 ? "The policy needs another look at one place." : `The policy needs another look at ${faults.length} places.`, { faults });
