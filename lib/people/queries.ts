import type { Person, Role } from "@/lib/actor";
import { prisma } from "@/lib/db/prisma";
import { requireAdmin } from "./may";

export type PersonView = {
  id: string;
  email: string;
  name: string;
  role: Role;
  createdAt: Date;
  deactivatedAt: Date | null;
  groups: { id: string; name: string }[];
  agents: { id: string; name: string }[];
  lastSeenAt: Date | null;
};

const personSelect = {
  id: true,
  email: true,
  name: true,
  role: true,
  createdAt: true,
  deactivatedAt: true,
  memberships: { select: { group: { select: { id: true, name: true } } }, orderBy: { group: { name: "asc" } } },
  agents: { select: { id: true, name: true }, orderBy: { name: "asc" } },
  sessions: { select: { lastSeenAt: true }, orderBy: { lastSeenAt: "desc" }, take: 1 },
} as const;

/** Everybody, the active first, then by name. For admins. */
export async function listPeople(admin: Person): Promise<PersonView[]> {
  requireAdmin(admin);
  const people = await prisma().person.findMany({
    select: personSelect,
    orderBy: [{ deactivatedAt: { sort: "asc", nulls: "first" } }, { name: "asc" }],
  });
  return people.map(view);
}

/** One person, for admins; undefined when there is none. */
export async function personView(admin: Person, id: string): Promise<PersonView | undefined> {
  requireAdmin(admin);
  const person = await prisma().person.findUnique({ where: { id }, select: personSelect });
  return person ? view(person) : undefined;
}

type Selected = {
  id: string;
  email: string;
  name: string;
  role: string;
  createdAt: Date;
  deactivatedAt: Date | null;
  memberships: { group: { id: string; name: string } }[];
  agents: { id: string; name: string }[];
  sessions: { lastSeenAt: Date }[];
};

function view({ memberships, sessions, role, ...rest }: Selected): PersonView {
  return { ...rest, role: role as Role, groups: memberships.map(({ group }) => group), lastSeenAt: sessions[0]?.lastSeenAt ?? null };
}

export type InvitationView = { id: string; email: string; role: Role; invitedBy: string; createdAt: Date; expiresAt: Date; late: boolean };

/** Invitations that nobody accepted or revoked, the newest first; `late` ones have expired. For admins. */
export async function listInvitations(admin: Person): Promise<InvitationView[]> {
  requireAdmin(admin);
  const now = Date.now();
  const rows = await prisma().invitation.findMany({
    where: { acceptedAt: null, revokedAt: null },
    orderBy: { createdAt: "desc" },
    select: { id: true, email: true, role: true, invitedBy: true, createdAt: true, expiresAt: true },
  });
  const inviters = await prisma().person.findMany({ where: { id: { in: rows.map((row) => row.invitedBy) } }, select: { id: true, name: true } });
  const name = new Map(inviters.map((inviter) => [inviter.id, inviter.name]));
  return rows.map((row) => ({ ...row, role: row.role as Role, invitedBy: name.get(row.invitedBy) ?? "?", late: row.expiresAt.getTime() <= now }));
}

export type GroupView = { id: string; name: string; description: string; members: { id: string; name: string; active: boolean }[] };

/** All groups with their members, by name. */
export async function listGroups(): Promise<GroupView[]> {
  const groups = await prisma().group.findMany({
    orderBy: { name: "asc" },
    select: {
      id: true,
      name: true,
      description: true,
      members: { select: { person: { select: { id: true, name: true, deactivatedAt: true } } }, orderBy: { person: { name: "asc" } } },
    },
  });
  return groups.map(({ members, ...group }) => ({
    ...group,
    members: members.map(({ person }) => ({ id: person.id, name: person.name, active: person.deactivatedAt === null })),
  }));
}

/** The names of a person's own groups. */
export async function groupNames(person: Person): Promise<string[]> {
  const groups = await prisma().group.findMany({ where: { id: { in: person.groupIds } }, orderBy: { name: "asc" }, select: { name: true } });
  return groups.map(({ name }) => name);
}
