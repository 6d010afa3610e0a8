import { randomBytes } from "node:crypto";
import type { Person, Role } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { sha256 } from "@/lib/canonical";
import { db, sql, transact, type Tx } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { tell } from "@/lib/notices/notify";
import { requireAdmin } from "./may";
import { hashPassword, requireGoodPassword } from "./password";
import { lockPerson, plainEmail, type PersonRow } from "./row";
import { endSessions } from "./sessions";

const INVITATION_DAYS = 7;
const RESET_DAYS = 1;

export type InvitationRow = {
  id: string;
  email: string;
  role: Role;
  groupIds: string[];
  invitedBy: string;
  createdAt: Date;
  expiresAt: Date;
  acceptedAt: Date | null;
  revokedAt: Date | null;
};

const columns = sql`id, email, role, group_ids, invited_by, created_at, expires_at, accepted_at, revoked_at`;
const isOpen = sql`accepted_at IS NULL AND revoked_at IS NULL AND expires_at > clock_timestamp()`;

/**
 * Invites an address. The token goes into the link and is not kept; a new invitation replaces an open one.
 * @throws Refusal `conflict` when somebody with this address exists
 */
export async function invite(
  admin: Person,
  { email: typed, role, groupIds }: { email: string; role: Role; groupIds: string[] },
): Promise<{ invitation: InvitationRow; token: string }> {
  requireAdmin(admin);
  const email = plainEmail(typed);
  return transact(async (tx) => {
    await requireNew(tx, email);
    await requireGroups(tx, groupIds);
    const { invitation, token } = await open(tx, admin, { email, role, groupIds, days: INVITATION_DAYS });
    await record(tx, {
      type: "person.invited",
      actor: admin,
      subject: { kind: "invitation", id: invitation.id },
      data: { email, role, groups: groupIds, expires_at: invitation.expiresAt.toISOString() },
    });
    return { invitation, token };
  });
}

/** A link by which somebody who is here already chooses a new password; until then the old one holds. */
export async function offerNewPassword(admin: Person, personId: string): Promise<{ invitation: InvitationRow; token: string }> {
  requireAdmin(admin);
  return transact(async (tx) => {
    const { email, name, role, deactivatedAt } = await lockPerson(tx, personId);
    if (deactivatedAt) throw new Refusal("conflict", "This person is deactivated. Reactivate them first.");
    const { invitation, token } = await open(tx, admin, { email, role, groupIds: [], days: RESET_DAYS });
    await record(tx, {
      type: "person.new_password_offered",
      actor: admin,
      subject: { kind: "person", id: personId },
      data: { invitation: invitation.id, expires_at: invitation.expiresAt.toISOString() },
    });
    await tellOfPassword(tx, admin.id, personId, `${admin.name} made a link by which ${name} chooses a new password. If ${name} did not ask for it, an admin should revoke it.`);
    return { invitation, token };
  });
}

/** Whoever made the link could follow it themselves: the person and the other admins hear of it, in the application. */
async function tellOfPassword(tx: Tx, makerId: string | null, personId: string, text: string): Promise<void> {
  const others = await tx.all<{ id: string }>(sql`
    SELECT id FROM people WHERE deactivated_at IS NULL AND id IS DISTINCT FROM ${makerId}::uuid AND (role = 'admin' OR id = ${personId}) ORDER BY id`);
  await tell(tx, { kind: "password", text, people: others.map(({ id }) => id) });
}

/** The open invitation that a link's token names, and who of us it is for, if anybody; looking changes nothing. */
export async function openInvitation(token: string): Promise<(InvitationRow & { person: { id: string; name: string } | null }) | undefined> {
  const row = await db.one<InvitationRow & { personId: string | null; personName: string | null }>(sql`
    SELECT i.*, p.id AS person_id, p.name AS person_name FROM (SELECT ${columns} FROM invitations WHERE token_hash = ${sha256(token)} AND ${isOpen}) i
      LEFT JOIN people p ON p.email = i.email AND p.created_at < i.created_at`);
  if (!row) return undefined;
  const { personId, personName, ...invitation } = row;
  return { ...invitation, person: personId ? { id: personId, name: personName! } : null };
}

/**
 * Makes the invited person, once; or, for a link that `offerNewPassword` made, sets their password and ends their sessions.
 * @throws Refusal `expired` for a used, revoked or late link, `invalid`, `conflict`
 */
export async function acceptInvitation(token: string, { name = "", password }: { name?: string | undefined; password: string }): Promise<PersonRow> {
  const seen = await openInvitation(token);
  if (!seen) throw over();
  requireGoodPassword(password, { name: seen.person?.name ?? name, email: seen.email });
  if (!seen.person && !name.trim()) throw new Refusal("invalid", "Give your name.", { faults: [{ pointer: "/name", detail: "Give your name." }] });
  const passwordHash = await hashPassword(password);
  return transact(async (tx) => {
    // The condition is the lock: of two at once, one updates the row.
    const invitation = await tx.one<InvitationRow>(sql`
      UPDATE invitations SET accepted_at = clock_timestamp() WHERE id = ${seen.id} AND ${isOpen} RETURNING ${columns}`);
    if (!invitation) throw over();
    if (seen.person) return renewPassword(tx, seen.person.id, invitation, passwordHash);
    const { email, role } = invitation;
    const person = await tx.one<PersonRow>(sql`
      INSERT INTO people (id, email, name, role, password_hash) VALUES (${newId()}, ${email}, ${name.trim()}, ${role}, ${passwordHash})
      ON CONFLICT (email) DO NOTHING RETURNING id, email, name, role, created_at, deactivated_at`);
    if (!person) throw new Refusal("conflict", "Somebody with this address has an account already. Sign in instead.");
    const groups = await tx.all<{ groupId: string }>(sql`
      INSERT INTO group_members (group_id, person_id)
      SELECT id, ${person.id}::uuid FROM groups WHERE id = ANY(${invitation.groupIds}::uuid[]) RETURNING group_id`);
    await record(tx, {
      type: "person.created",
      actor: { kind: "person", id: person.id },
      subject: { kind: "person", id: person.id },
      data: { after: { email, name: person.name, role }, groups: groups.map((row) => row.groupId), invitation: invitation.id, invited_by: invitation.invitedBy },
    });
    return person;
  });
}

export async function revokeInvitation(admin: Person, invitationId: string): Promise<void> {
  requireAdmin(admin);
  await transact(async (tx) => {
    if (!(await revoke(tx, admin, invitationId, "revoked"))) {
      throw new Refusal("conflict", "This invitation is no longer open: it was accepted, revoked or has expired.");
    }
  });
}

/** For whoever leaves or is no admin any more: what they invited and nobody accepted yet must not outlast that. */
export async function revokeInvitationsBy(tx: Tx, actor: Person, inviterId: string, why: "inviter_deactivated" | "inviter_demoted" = "inviter_deactivated"): Promise<void> {
  const open = await tx.all<{ id: string }>(sql`SELECT id FROM invitations WHERE invited_by = ${inviterId} AND ${isOpen} FOR UPDATE`);
  for (const { id } of open) await revoke(tx, actor, id, why);
}

async function open(
  tx: Tx,
  admin: Person,
  { email, role, groupIds, days }: { email: string; role: Role; groupIds: string[]; days: number },
): Promise<{ invitation: InvitationRow; token: string }> {
  for (const { id } of await tx.all<{ id: string }>(sql`SELECT id FROM invitations WHERE email = ${email} AND ${isOpen} FOR UPDATE`)) {
    await revoke(tx, admin, id, "replaced");
  }
  const token = randomBytes(32).toString("base64url");
  const invitation = await tx.one<InvitationRow>(sql`
    INSERT INTO invitations (id, email, role, group_ids, token_hash, invited_by, created_at, expires_at)
    VALUES (${newId()}, ${email}, ${role}, ${groupIds}::uuid[], ${sha256(token)}, ${admin.id},
            clock_timestamp(), clock_timestamp() + make_interval(days => ${days}::int))
    RETURNING ${columns}`);
  return { invitation: invitation!, token };
}

async function renewPassword(tx: Tx, personId: string, invitation: InvitationRow, passwordHash: string): Promise<PersonRow> {
  const person = await lockPerson(tx, personId);
  if (person.deactivatedAt) throw over();
  await tx.run(sql`UPDATE people SET password_hash = ${passwordHash} WHERE id = ${personId}`);
  const ended = await endSessions(tx, { personId, reason: "password_changed" });
  await record(tx, {
    type: "person.password_changed",
    actor: { kind: "person", id: personId },
    subject: { kind: "person", id: personId },
    data: { invitation: invitation.id, offered_by: invitation.invitedBy, sessions_ended: ended },
  });
  await tellOfPassword(tx, invitation.invitedBy, personId, `The password of ${person.name} was changed through a link that an admin made. If that was not ${person.name}, deactivate the account at once.`);
  return person;
}

async function revoke(tx: Tx, actor: Person, id: string, reason: string): Promise<boolean> {
  const changed = await tx.one<{ email: string }>(sql`
    UPDATE invitations SET revoked_at = clock_timestamp() WHERE id = ${id} AND ${isOpen} RETURNING email`);
  if (!changed) return false;
  await record(tx, { type: "invitation.revoked", actor, subject: { kind: "invitation", id }, data: { email: changed.email, reason } });
  return true;
}

async function requireNew(tx: Tx, email: string): Promise<void> {
  const known = await tx.one<{ deactivatedAt: Date | null }>(sql`SELECT deactivated_at FROM people WHERE email = ${email}`);
  if (!known) return;
  const detail = known.deactivatedAt ? "This address belongs to a deactivated person. Reactivate them instead." : "Somebody with this address is here already.";
  throw new Refusal("conflict", detail, { faults: [{ pointer: "/email", detail }] });
}

async function requireGroups(tx: Tx, groupIds: string[]): Promise<void> {
  const found = await tx.all(sql`SELECT id FROM groups WHERE id = ANY(${groupIds}::uuid[]) FOR KEY SHARE`);
  if (found.length < new Set(groupIds).size) throw new Refusal("not_found", "One of these groups is gone. Reload the page and choose again.");
}

const over = () => new Refusal("expired", "This invitation was used, revoked or has expired. Ask an admin for a new one.");
