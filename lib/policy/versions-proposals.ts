import type { Person } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { db, json, sql, transact, type Tx } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { tellOtherAdmins } from "@/lib/notices/notify";
import { requireAdmin } from "@/lib/people/may";
import { differencesBetween } from "./differences";
import type { ProposalView } from "./loop-view";
import type { Policy } from "./types";
import { currentPolicy, documentHash, documentOf, examined, insertVersion, publishPolicy, type Published, type Wanted } from "./versions";

type ProposalRow = { id: string; document: Policy; reason: string; baseVersion: number; loosens: string[]; proposedBy: string; proposedAt: Date; ended: string | null };

/** Proposes a policy that loosens, for a second admin to confirm. An earlier proposal of the same admin is withdrawn. @throws as `publishPolicy` */
export async function proposePolicy(admin: Person, wanted: Wanted): Promise<{ id: string }> {
  requireAdmin(admin);
  return transact(async (tx) => {
    const { policy, loosens } = await examined(tx, wanted);
    if (loosens.length === 0) throw new Refusal("conflict", "This loosens nothing, so nobody needs to confirm it. Publish it.");
    await tx.run(sql`UPDATE policy_proposals SET ended = 'withdrawn', ended_by = ${admin.id}, ended_at = clock_timestamp() WHERE proposed_by = ${admin.id} AND ended IS NULL`);
    const id = newId();
    await tx.run(sql`
      INSERT INTO policy_proposals (id, document, reason, base_version, loosens, proposed_by)
      VALUES (${id}, ${json(policy)}, ${wanted.reason.trim()}, ${wanted.expectedVersion}, ${json(loosens)}, ${admin.id})`);
    await record(tx, {
      type: "policy.proposed",
      actor: admin,
      subject: { kind: "policy", id },
      data: { reason: wanted.reason.trim(), base_version: wanted.expectedVersion, document_hash: documentHash(policy).toString("hex"), loosens },
    });
    await tellOtherAdmins(tx, admin, { kind: "policy_proposed", text: `${admin.name} proposes a policy that loosens: “${wanted.reason.trim()}”. Confirm or decline it.` });
    return { id };
  });
}

/** Publishes what another admin proposed. @throws Refusal `self_approval` for its author, `already_decided`, `stale_revision` */
export async function confirmProposal(admin: Person, id: string): Promise<Published> {
  requireAdmin(admin);
  return transact(async (tx) => {
    const proposal = await lockOpen(tx, id);
    // I7: by id, never by name.
    if (proposal.proposedBy === admin.id) throw new Refusal("self_approval", "You proposed this, so another admin confirms it. Where there is none, invite one under People.");
    const { document, reason, baseVersion } = proposal;
    const { policy, loosens } = await examined(tx, { document, reason, expectedVersion: baseVersion });
    await tx.run(sql`UPDATE policy_proposals SET ended = 'published', ended_by = ${admin.id}, ended_at = clock_timestamp(), version = ${baseVersion + 1} WHERE id = ${id}`);
    await tx.run(sql`UPDATE policy_drafts SET text = '', saves = saves + 1, replaced = saves + 1 WHERE person_id = ${proposal.proposedBy} AND base_version = ${baseVersion}`);
    return insertVersion(tx, admin, { policy, reason, expectedVersion: baseVersion, author: { id: proposal.proposedBy }, facts: { proposal: id, proposed_by: proposal.proposedBy, loosens } });
  });
}

/** Ends a proposal without publishing it: its author withdraws it, another admin declines it, with a note for the author. */
export async function endProposal(admin: Person, { id, note }: { id: string; note: string }): Promise<void> {
  requireAdmin(admin);
  await transact(async (tx) => {
    const { proposedBy } = await lockOpen(tx, id);
    const ended = proposedBy === admin.id ? "withdrawn" : "declined";
    if (ended === "declined" && note.trim() === "") throw new Refusal("invalid", "Say why, for whoever proposed it.", { faults: [{ pointer: "/note", detail: "say why, for whoever proposed it" }] });
    await tx.run(sql`UPDATE policy_proposals SET ended = ${ended}, ended_by = ${admin.id}, ended_at = clock_timestamp(), note = ${note.trim()} WHERE id = ${id}`);
    await record(tx, { type: ended === "withdrawn" ? "policy.withdrawn" : "policy.declined", actor: admin, subject: { kind: "policy", id }, data: { note: note.trim(), proposed_by: proposedBy } });
  });
}

async function lockOpen(tx: Tx, id: string): Promise<ProposalRow> {
  const row = await tx.one<ProposalRow>(sql`SELECT * FROM policy_proposals WHERE id = ${id} FOR UPDATE`);
  if (!row) throw new Refusal("not_found", "There is no such proposal. Reload the page.");
  if (row.ended === "overtaken") throw new Refusal("stale_revision", "Another version was published since. Propose it again on top of that one.");
  if (row.ended) throw new Refusal("already_decided", `This proposal was ${row.ended} already. Reload the page.`);
  return row;
}

/** Proposals that wait for a second admin, the newest first, each with what differs from the policy in force. */
export async function openProposals(): Promise<ProposalView[]> {
  const rows = await db.all<ProposalRow & { name: string }>(sql`
    SELECT q.*, p.name FROM policy_proposals q JOIN people p ON p.id = q.proposed_by WHERE q.ended IS NULL ORDER BY q.proposed_at DESC LIMIT 20`);
  if (rows.length === 0) return [];
  const live = await currentPolicy();
  return rows.map(({ id, reason, baseVersion, loosens, proposedBy, name, proposedAt, document }) => ({
    id,
    reason,
    baseVersion,
    loosens,
    proposedBy: { id: proposedBy, name },
    proposedAt: proposedAt.toISOString(),
    differences: differencesBetween(live?.document, document),
  }));
}

export async function proposalCount(): Promise<number> {
  return (await db.one<{ n: number }>(sql`SELECT count(*)::int AS n FROM policy_proposals WHERE ended IS NULL`))!.n;
}

/** Publishes an old version again as a new one, or, where that loosens, proposes it. @returns the version, or none where it waits for a second admin */
export async function restorePolicy(admin: Person, { version, reason, expectedVersion }: { version: number; reason: string; expectedVersion: number }): Promise<{ version: number | null }> {
  requireAdmin(admin);
  const wanted = { document: await documentOf(version), reason, expectedVersion };
  try {
    return { version: (await publishPolicy(admin, wanted)).version };
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "second_admin_needed") throw error;
    await proposePolicy(admin, wanted);
    return { version: null };
  }
}
