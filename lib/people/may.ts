import type { Person, Role } from "@/lib/actor";
import { Refusal } from "@/lib/errors";

export const ROLES = ["auditor", "reviewer", "admin"] as const satisfies readonly Role[];

type Ranked = Pick<Person, "role">;

export const isAdmin = (person: Ranked): boolean => person.role === "admin";

/** Whether this person's role includes `role`: an admin may what a reviewer may, both may read what an auditor reads. */
export const hasRole = (person: Ranked, role: Role): boolean => ROLES.indexOf(person.role) >= ROLES.indexOf(role);

/** @throws Refusal `not_permitted` */
export function requireAdmin(person: Ranked): void {
  requireRole(person, "admin");
}

/** @throws Refusal `not_permitted` */
export function requireRole(person: Ranked, role: Role): void {
  if (hasRole(person, role)) return;
  throw new Refusal("not_permitted", `Only ${role === "admin" ? "admins" : `${role}s and above`} may do this. Ask an admin for help.`);
}
