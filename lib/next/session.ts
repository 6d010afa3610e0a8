import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { Person, Role } from "@/lib/actor";
import { isFirstRun } from "@/lib/people/first-admin";
import { hasRole } from "@/lib/people/may";
import { readSessionToken, sessionCookieName, sessionCookieOptions, signSessionToken } from "@/lib/people/session-token";
import { personOfSession, signOut } from "@/lib/people/sessions";
import type { SessionRow } from "@/lib/people/sign-in";
import { paths } from "@/lib/paths";
import { signInPath } from "./next-path";

/** `proxy.ts` writes the path of each page request here: a layout cannot ask Next for it. */
const PATH_HEADER = "x-countersign-path";

/** Who is signed in, asked of the database once per request. */
export const currentPerson = cache(async (): Promise<Person | undefined> => {
  const token = (await cookies()).get(sessionCookieName())?.value;
  const sessionId = token && (await readSessionToken(token));
  return sessionId ? personOfSession(sessionId) : undefined;
});

/** Whoever is signed in; anybody else is sent to sign in and comes back here (or, before anybody exists, to the first run). */
export async function requirePerson(): Promise<Person> {
  const person = await currentPerson();
  if (person) return person;
  if (await isFirstRun()) redirect(paths.firstRun);
  redirect(signInPath((await headers()).get(PATH_HEADER)));
}

/** As `requirePerson`, for pages that a role does not see: they look as if they were not there. */
export async function requireRole(role: Role): Promise<Person> {
  const person = await requirePerson();
  if (!hasRole(person, role)) notFound();
  return person;
}

/** Gives the browser the session; in a mutation or route handler only. */
export async function keepSession(session: Pick<SessionRow, "id">): Promise<void> {
  (await cookies()).set(sessionCookieName(), await signSessionToken(session.id), sessionCookieOptions());
}

/** Ends the session, in the database and in the browser. */
export async function dropSession(): Promise<void> {
  const person = await currentPerson();
  if (person) await signOut(person);
  (await cookies()).delete({ name: sessionCookieName(), path: "/", secure: sessionCookieOptions().secure });
}
