import type { Person } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { sql, transact, type Tx } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { requireAdmin } from "./may";
import { lockPerson } from "./row";

export type GroupRow = { id: string; name: string; description: string; createdAt: Date };

/** Puts a person into exactly these groups. */
export async function setGroups(admin: Person, { personId, groupIds }: { personId: string; groupIds: string[] }): Promise<void> {
  requireAdmin(admin);
  await transact(async (tx) => {
    await lockPerson(tx, personId);
    const before = await memberships(tx, personId);
    const known = await tx.all<{ id: string }>(sql`SELECT id FROM groups WHERE id = ANY(${groupIds}::uuid[]) FOR KEY SHARE`);
    if (known.length < new Set(groupIds).size) throw new Refusal("not_found", "One of these groups is gone. Reload the page and choose again.");
    await tx.run(sql`DELETE FROM group_members WHERE person_id = ${personId} AND group_id <> ALL(${groupIds}::uuid[])`);
    await tx.run(sql`
      INSERT INTO group_members (group_id, person_id) SELECT unnest(${groupIds}::uuid[]), ${personId}::uuid ON CONFLICT DO NOTHING`);
    const after = await memberships(tx, personId);
    if (before.join() === after.join()) return;
    await record(tx, { type: "person.groups_changed", actor: admin, subject: { kind: "person", id: personId }, data: { before: { groups: before }, after: { groups: after } } });
  });
}

export async function createGroup(admin: Person, { name, description = "" }: { name: string; description?: string }): Promise<GroupRow> {
  requireAdmin(admin);
  return transact(async (tx) => {
    const group = await tx.one<GroupRow>(sql`
      INSERT INTO groups (id, name, description) VALUES (${newId()}, ${name.trim()}, ${description.trim()})
      ON CONFLICT (name) DO NOTHING RETURNING id, name, description, created_at`);
    if (!group) throw nameTaken();
    await record(tx, { type: "group.created", actor: admin, subject: { kind: "group", id: group.id }, data: { after: { name: group.name, description: group.description } } });
    return group;
  });
}

/** @throws Refusal `conflict` for a group that approval slots name: they would ask for nobody */
export async function renameGroup(admin: Person, { groupId, name, description }: { groupId: string; name: string; description?: string | undefined }): Promise<GroupRow> {
  requireAdmin(admin);
  return transact(async (tx) => {
    const before = await lockGroup(tx, groupId);
    const after = { ...before, name: name.trim(), description: description?.trim() ?? before.description };
    if (after.name !== before.name) {
      await requireUnused(tx, before, "renamed");
      if (await tx.one(sql`SELECT FROM groups WHERE name = ${after.name}`)) throw nameTaken();
    }
    await tx.run(sql`UPDATE groups SET name = ${after.name}, description = ${after.description} WHERE id = ${groupId}`);
    await record(tx, {
      type: "group.changed",
      actor: admin,
      subject: { kind: "group", id: groupId },
      data: { before: { name: before.name, description: before.description }, after: { name: after.name, description: after.description } },
    });
    return after;
  });
}

/** @throws Refusal `conflict` while it has members, or the policy or a waiting action asks for it */
export async function deleteGroup(admin: Person, groupId: string): Promise<void> {
  requireAdmin(admin);
  await transact(async (tx) => {
    const group = await lockGroup(tx, groupId);
    await requireUnused(tx, group, "deleted");
    if (await tx.one(sql`SELECT FROM group_members WHERE group_id = ${groupId} LIMIT 1`)) {
      throw new Refusal("conflict", "This group has members. Take them out first.");
    }
    await tx.run(sql`DELETE FROM groups WHERE id = ${groupId}`);
    await record(tx, { type: "group.deleted", actor: admin, subject: { kind: "group", id: groupId }, data: { before: { name: group.name, description: group.description } } });
  });
}

async function lockGroup(tx: Tx, id: string): Promise<GroupRow> {
  const group = await tx.one<GroupRow>(sql`SELECT id, name, description, created_at FROM groups WHERE id = ${id} FOR UPDATE`);
  if (!group) throw new Refusal("not_found", "There is no such group. Reload the page.");
  return group;
}

/** Slots name groups: those of the policy in force, and those that waiting actions carry in their requirement. */
async function requireUnused(tx: Tx, { name }: GroupRow, what: string): Promise<void> {
  const used = await tx.one<{ policy: boolean; waiting: boolean }>(sql`
    SELECT EXISTS (
             SELECT FROM (SELECT document FROM policy_versions ORDER BY version DESC LIMIT 1) newest,
                    LATERAL jsonb_path_query(document, '$.tiers.*') tier
              WHERE jsonb_path_exists(tier, '$.approve[*] ? (@.group == $name)', jsonb_build_object('name', ${name}::text))
                 OR tier #>> '{escalate,to}' = ${name}) AS policy,
           EXISTS (
             SELECT FROM actions a JOIN classifications c ON c.action_id = a.id AND c.revision = a.revision
              WHERE a.state IN ('pending', 'blocked')
                AND (jsonb_path_exists(c.requirement, '$.slots[*] ? (@.group == $name)', jsonb_build_object('name', ${name}::text))
                     OR c.requirement #>> '{escalate,to}' = ${name} OR a.escalate_to = ${name})) AS waiting`);
  if (used!.policy) throw new Refusal("conflict", `The policy asks for approvals by ${name}; it cannot be ${what}. Change the tiers first.`);
  if (used!.waiting) throw new Refusal("conflict", `An action is waiting for ${name}; the group cannot be ${what} until it is decided.`);
}

async function memberships(tx: Tx, personId: string): Promise<string[]> {
  const rows = await tx.all<{ name: string }>(sql`
    SELECT g.name FROM group_members m JOIN groups g ON g.id = m.group_id WHERE m.person_id = ${personId} ORDER BY g.name`);
  return rows.map((row) => row.name);
}

const nameTaken = () => {
  const detail = "There is a group of this name already.";
  return new Refusal("conflict", detail, { faults: [{ pointer: "/name", detail }] });
};
