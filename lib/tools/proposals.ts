import type { Person } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { db, json, sql, transact, type Tx } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { tellOtherAdmins } from "@/lib/notices/notify";
import { requireAdmin } from "@/lib/people/may";
import { stepUp } from "@/lib/people/step-up";
import { ALONE_ALLOWED } from "@/lib/settings";
import type { ToolDefinition } from "./definition";
import { toolLoosenings } from "./loosening";
import { examined, insertNext, type ToolRow, type Version } from "./publish";
import type { ToolProposal } from "./view";

type Row = { id: string; toolId: string; baseVersion: number; definition: ToolDefinition; loosens: string[]; reason: string; proposedBy: string; proposedAt: Date; ended: string | null };

/** The tool as it is now; `proposed`: the change loosens, so it waits for another admin. */
export type Changed = ToolRow & { proposed: boolean };

/**
 * Publishes a changed definition as the next version; actions already submitted keep the version they were signed with.
 * One that takes away what classification goes by (`toolLoosenings`) waits for a second admin, with a reason; one that
 * waited before is replaced. While there is no other admin, the only one may do it alone: with a reason and the password
 * again, on the record, unless the setting forbids it.
 * @throws Refusal `second_admin_needed` where the reason or the password is missing, `stale_revision` when
 * `expectedVersion` is no longer the newest, `invalid`, `conflict`
 */
export async function changeTool(admin: Person, { reason = "", password, ...wanted }: Version & { reason?: string | undefined; password?: string | undefined }): Promise<Changed> {
  requireAdmin(admin);
  const proof = password ? await stepUp(admin, password) : undefined;
  return transact(async (tx) => {
    const { definition } = wanted;
    const { tool, before } = await examined(tx, wanted);
    const loosens = toolLoosenings(before, definition);
    if (loosens.length === 0) return { ...(await insertNext(tx, admin, { tool, before, definition })), proposed: false };
    const alone = await isOnlyAdmin(tx, admin);
    const why = reason.trim();
    if (why === "" || (alone && !proof)) throw second(loosens, alone, why === "", !proof);
    if (!alone) {
      await propose(tx, admin, { tool, definition, reason: why, loosens });
      return { ...tool, proposed: true };
    }
    await record(tx, { type: "tool.self_approved", actor: admin, subject: { kind: "tool", id: tool.id }, data: { name: tool.name, reason: why, loosens } });
    return { ...(await insertNext(tx, admin, { tool, before, definition, facts: { reason: why, loosens } })), proposed: false };
  });
}

function second(loosens: string[], alone: boolean, reasonMissing: boolean, passwordMissing: boolean): Refusal {
  const what = alone ? "You are the only admin, so give a reason and your password to do it alone; it is recorded as such." : "A second admin must confirm it: say why, and it waits for them on the tool’s page.";
  const faults = [...(reasonMissing ? [{ pointer: "/reason", detail: "Say why, for whoever reads it." }] : []), ...(alone && passwordMissing ? [{ pointer: "/password", detail: "Give your password." }] : [])];
  return new Refusal("second_admin_needed", `It takes away what was held. ${loosens.join("; ")}. ${what}`, { faults, facts: { alone: alone ? 1 : 0 } });
}

/** Nobody else could confirm it now, and the setting allows acting alone. */
async function isOnlyAdmin(tx: Tx, admin: Person): Promise<boolean> {
  const row = await tx.one<{ only: boolean }>(sql`
    SELECT NOT EXISTS (SELECT FROM people WHERE role = 'admin' AND deactivated_at IS NULL AND id <> ${admin.id})
           AND ${ALONE_ALLOWED} AS only`);
  return row!.only;
}

async function propose(tx: Tx, admin: Person, { tool, definition, reason, loosens }: { tool: ToolRow; definition: ToolDefinition; reason: string; loosens: string[] }): Promise<void> {
  await tx.run(sql`UPDATE tool_proposals SET ended = 'overtaken', ended_by = ${admin.id}, ended_at = clock_timestamp() WHERE tool_id = ${tool.id} AND ended IS NULL`);
  const id = newId();
  await tx.run(sql`
    INSERT INTO tool_proposals (id, tool_id, base_version, definition, loosens, reason, proposed_by)
    VALUES (${id}, ${tool.id}, ${tool.currentVersion}, ${json(definition)}, ${json(loosens)}, ${reason}, ${admin.id})`);
  await record(tx, { type: "tool.version_proposed", actor: admin, subject: { kind: "tool", id: tool.id }, data: { name: tool.name, proposal: id, base_version: tool.currentVersion, reason, loosens, after: definition } });
  await tellOtherAdmins(tx, admin, { kind: "tool_proposed", text: `${admin.name} proposes a change of the tool ${tool.name} that loosens: “${reason}”. Confirm or decline it.` });
}

/** Publishes what another admin proposed. @throws Refusal `self_approval` for its author, `already_decided`, `stale_revision` */
export async function confirmToolVersion(admin: Person, id: string): Promise<ToolRow> {
  requireAdmin(admin);
  return transact(async (tx) => {
    const { toolId, baseVersion, definition, reason, loosens, proposedBy } = await lockOpen(tx, id);
    // I7: by id, never by name.
    if (proposedBy === admin.id) throw new Refusal("self_approval", "You proposed this, so another admin confirms it. Where there is none, invite one under People.");
    const { tool, before } = await examined(tx, { toolId, expectedVersion: baseVersion, definition });
    await tx.run(sql`UPDATE tool_proposals SET ended = 'published', ended_by = ${admin.id}, ended_at = clock_timestamp() WHERE id = ${id}`);
    return insertNext(tx, admin, { tool, before, definition, author: proposedBy, facts: { proposal: id, proposed_by: proposedBy, reason, loosens } });
  });
}

/** Ends a proposal without publishing it: its author withdraws it, another admin declines it with a note. */
export async function endToolProposal(admin: Person, { id, note }: { id: string; note: string }): Promise<void> {
  requireAdmin(admin);
  await transact(async (tx) => {
    const { toolId, proposedBy } = await lockOpen(tx, id);
    const ended = proposedBy === admin.id ? "withdrawn" : "declined";
    if (ended === "declined" && note.trim() === "") throw new Refusal("invalid", "Say why, for whoever proposed it.", { faults: [{ pointer: "/note", detail: "say why, for whoever proposed it" }] });
    await tx.run(sql`UPDATE tool_proposals SET ended = ${ended}, ended_by = ${admin.id}, ended_at = clock_timestamp(), note = ${note.trim()} WHERE id = ${id}`);
    await record(tx, { type: `tool.proposal_${ended}`, actor: admin, subject: { kind: "tool", id: toolId }, data: { proposal: id, note: note.trim(), proposed_by: proposedBy } });
  });
}

/** The version of a tool that waits for a second admin, if one does. */
export async function openToolProposal(admin: Person, toolId: string): Promise<ToolProposal | null> {
  requireAdmin(admin);
  const row = await db.one<Row & { name: string }>(sql`SELECT q.*, p.name FROM tool_proposals q JOIN people p ON p.id = q.proposed_by WHERE q.tool_id = ${toolId} AND q.ended IS NULL`);
  return row ? { id: row.id, version: row.baseVersion + 1, loosens: row.loosens, reason: row.reason, proposedBy: row.name, mine: row.proposedBy === admin.id, proposedAt: row.proposedAt.toISOString(), definition: row.definition } : null;
}

async function lockOpen(tx: Tx, id: string): Promise<Row> {
  const row = await tx.one<Row>(sql`SELECT * FROM tool_proposals WHERE id = ${id} FOR UPDATE`);
  if (!row) throw new Refusal("not_found", "There is no such proposal. Reload the page.");
  if (row.ended === "overtaken") throw new Refusal("stale_revision", "Another version was published or proposed since. Reload the page.");
  if (row.ended) throw new Refusal("already_decided", `This proposal was ${row.ended} already. Reload the page.`);
  return row;
}
