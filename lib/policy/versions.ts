import { setup, type Actor, type Person } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { canonical, sha256 } from "@/lib/canonical";
import { prisma } from "@/lib/db/prisma";
import { db, json, sql, transact, type Tx } from "@/lib/db/tx";
import { pointerTo, Refusal, type Fault } from "@/lib/errors";
import { requireAdmin } from "@/lib/people/may";
import { balanced } from "./balanced";
import { runCases } from "./cases";
import { loosenings } from "./loosening";
import { faultsHere } from "./sound";
import { Policy, TIERS } from "./types";
import { knownHere, type KnownHere } from "./versions-known";

/** What is worth saying about a policy that may be published all the same. */
export type Published = { version: number; warnings: string[] };

export type Wanted = { document: unknown; reason: string; expectedVersion: number };

/**
 * Publishes a whole policy as the next version. One that lets through what was held needs a second admin: it is proposed
 * instead (`proposePolicy`). @throws Refusal `second_admin_needed`, `stale_revision` when `expectedVersion` is no longer
 * the newest, `invalid` with every fault
 */
export async function publishPolicy(admin: Person, wanted: Wanted): Promise<Published> {
  requireAdmin(admin);
  return transact(async (tx) => {
    const { policy, loosens } = await examined(tx, wanted);
    if (loosens.length > 0) {
      throw new Refusal("second_admin_needed", `${await whatToDo(tx, admin)} It loosens: ${loosens.slice(0, 3).join("; ")}${loosens.length > 3 ? "; and more" : ""}.`, { facts: { loosens: loosens.length } });
    }
    return insertVersion(tx, admin, { policy, ...wanted });
  });
}

/** For programs that prepare an installation (the demo, the benches) before anybody relies on it. No door leads here. */
export async function publishAtSetUp(wanted: Wanted): Promise<Published> {
  return transact(async (tx) => insertVersion(tx, setup, { ...wanted, policy: (await examined(tx, wanted)).policy }));
}

/** A policy looked at from all sides, and how it differs from the one in force. @throws as `publishPolicy` */
export async function examined(tx: Tx, { document, reason, expectedVersion }: Wanted): Promise<{ policy: Policy; loosens: string[] }> {
  const policy = parsed(document);
  if (reason.trim() === "") throw invalid([{ pointer: "/reason", detail: "say why, for whoever reads the history" }]);
  const known = await knownHere(tx);
  const faults = [...faultsHere(policy, known), ...failedCases(policy, known)];
  if (faults.length > 0) throw invalid(faults);
  const before = await newest(tx);
  if ((before?.version ?? 0) !== expectedVersion) throw stale(before?.version ?? 0);
  return { policy, loosens: before ? await loosensNow(policy, { version: before.version, document: Policy.parse(before.document) }, known, tx) : [] };
}

/** What a policy loosens: by its structure, and by what simulations and shadows of exactly this document counted. */
export async function loosensNow(policy: Policy, live: { version: number; document: Policy }, known: KnownHere, from: Pick<Tx, "all"> = db): Promise<string[]> {
  const access = new Map(known.tools.map((tool) => [tool.name, tool.access]));
  const counted = await from.all<{ kind: string; days: number | null; lower: number }>(sql`
    SELECT kind, days, (counts ->> 'lower')::int AS lower FROM policy_comparisons
     WHERE document_hash = ${documentHash(policy)} AND base_version = ${live.version} AND (counts ->> 'lower')::int > 0 ORDER BY started_at DESC LIMIT 1`);
  return [
    ...loosenings(live.document, policy, (tool) => access.get(tool)),
    ...counted.map(({ kind, days, lower }) => `${kind === "shadow" ? "Beside the live policy" : `On the last ${days} days`}, ${lower} ${lower === 1 ? "action needs" : "actions need"} less than before`),
  ];
}

/** What a comparison is of, whatever the order and spelling of its text. */
export const documentHash = (policy: Policy): Buffer => sha256(canonical(policy));

/** Says who could confirm, or that nobody can yet. */
export async function whatToDo(from: Pick<Tx, "one">, admin: Pick<Person, "id">): Promise<string> {
  const others = await from.one<{ n: number }>(sql`SELECT count(*)::int AS n FROM people WHERE role = 'admin' AND deactivated_at IS NULL AND id <> ${admin.id}`);
  return others!.n > 0
    ? "A second admin must confirm this: propose it, and they find it under Policy."
    : "A second admin must confirm this, and you are the only one. Invite another under People; stricter changes you can publish alone.";
}

/** Writes the next version with its event; proposals that started from an earlier one are overtaken. @throws Refusal `stale_revision` */
export async function insertVersion(
  tx: Tx,
  by: Pick<Actor, "kind" | "id">,
  { policy, reason, expectedVersion, author = by, facts = {} }: { policy: Policy; reason: string; expectedVersion: number; author?: { id: string }; facts?: Record<string, unknown> },
): Promise<Published> {
  const before = await newest(tx);
  const version = expectedVersion + 1;
  const [publishedBy, confirmedBy] = [by.kind === "person" ? author.id : null, author.id === by.id ? null : by.id];
  // The key is the lock: of two who start from the same version, one inserts the next.
  const won = await tx.run(sql`
    INSERT INTO policy_versions (version, document, reason, published_by, confirmed_by) VALUES (${version}, ${json(policy)}, ${reason.trim()}, ${publishedBy}, ${confirmedBy})
    ON CONFLICT (version) DO NOTHING`);
  if (won === 0) throw stale(version);
  await tx.run(sql`UPDATE policy_proposals SET ended = 'overtaken', ended_at = clock_timestamp() WHERE ended IS NULL AND base_version < ${version}`);
  await record(tx, {
    type: "policy.published",
    actor: by,
    subject: { kind: "policy", id: String(version) },
    data: { version, reason: reason.trim(), before: before?.document ?? null, after: policy, ...facts },
  });
  return { version, warnings: shortHanded(policy, (await knownHere(tx)).groups) };
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

export type PolicyVersionView = { version: number; document: Policy; reason: string; publishedAt: Date; publishedBy: string | null; confirmedBy: string | null };

/** The policy in force. */
export async function currentPolicy(): Promise<PolicyVersionView | undefined> {
  return (await listPolicyVersions(1))[0];
}

/** One version's document. @throws Refusal `not_found` */
export async function documentOf(version: number): Promise<Policy> {
  const row = await db.one<{ document: unknown }>(sql`SELECT document FROM policy_versions WHERE version = ${version}`);
  if (!row) throw new Refusal("not_found", `There is no version ${version}. Reload the page.`);
  return Policy.parse(row.document);
}

/** Versions with who published them, the newest first. */
export async function listPolicyVersions(limit = 50): Promise<PolicyVersionView[]> {
  const rows = await prisma().policyVersion.findMany({ orderBy: { version: "desc" }, take: limit });
  const ids = rows.flatMap(({ publishedBy, confirmedBy }) => [publishedBy ?? [], confirmedBy ?? []].flat());
  const people = await prisma().person.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const name = new Map(people.map((person) => [person.id, person.name]));
  return rows.map(({ publishedBy, confirmedBy, document, ...row }) => ({
    ...row,
    document: Policy.parse(document),
    publishedBy: publishedBy && (name.get(publishedBy) ?? publishedBy),
    confirmedBy: confirmedBy && (name.get(confirmedBy) ?? confirmedBy),
  }));
}

export function parsed(document: unknown): Policy {
  const result = Policy.safeParse(document);
  if (result.success) return result.data;
  throw invalid(result.error.issues.map(({ path, message }) => ({ pointer: pointerTo(path), detail: message })));
}

/** An example that comes out otherwise is a fault of the policy that it stands in. */
function failedCases(policy: Policy, known: KnownHere): Fault[] {
  return runCases(policy, known.tools, new Date().toISOString()).flatMap(({ ok, name, tier, effect }, index) => (ok ? [] : [{ pointer: `/tests/${index}`, detail: `the test “${name}” fails: it comes out ${tier}, ${effect}` }]));
}

/** Tiers that ask for more approvals than there are people who may give them. */
export function shortHanded(policy: Policy, able: ReadonlyMap<string, number>): string[] {
  return TIERS.flatMap((tier) => {
    const rules = policy.tiers[tier];
    if (rules.review === "none") return [];
    const short = rules.approve.filter(({ group, approvals }) => (able.get(group) ?? 0) < approvals);
    const nobody = rules.escalate && (able.get(rules.escalate.to) ?? 0) === 0 ? [`${tier}: it escalates to ${rules.escalate.to}, where nobody may decide.`] : [];
    return [...short.map(({ group, approvals }) => `${tier}: it asks ${group} for ${approvals}, and ${able.get(group) ?? 0} there may decide.`), ...nobody];
  });
}

async function newest(tx: Pick<Tx, "one">): Promise<{ version: number; document: unknown } | undefined> {
  return tx.one(sql`SELECT version, document FROM policy_versions ORDER BY version DESC LIMIT 1`);
}

const stale = (version: number) =>
  new Refusal("stale_revision", `Somebody published version ${version} in the meantime. Reload the page to start from it.`, { facts: { version } });

const invalid = (faults: Fault[]) =>
  new Refusal("invalid", faults.length === 1 ? "The policy needs another look at one place." : `The policy needs another look at ${faults.length} places.`, { faults });
