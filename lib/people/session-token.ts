import { createSecretKey, type KeyObject } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import type { Person } from "@/lib/actor";
import { env } from "@/lib/env";
import { personOfSession, SESSION_DAYS } from "./sessions";

/**
 * The cookie of a signed-in person: a signed token (JWT, HS256) that carries the session's id and nothing else.
 * Whether the session is open, whose it is and what they may do is asked of the database with every request.
 */
const secure = () => env().PUBLIC_URL.startsWith("https:");

// `__Host-` binds the cookie to this very host over https; the browser refuses it anywhere else.
export const sessionCookieName = (): string => (secure() ? "__Host-countersign-session" : "countersign-session");

export const sessionCookieOptions = () => ({ httpOnly: true, sameSite: "lax", path: "/", secure: secure(), maxAge: SESSION_DAYS * 86_400 }) as const;

let made: KeyObject | undefined;
// A key of its own: the same secret also signs next-auth's state. Kept as an object, so that it is imported once.
const key = () => (made ??= createSecretKey(`session-token:${env().AUTH_SECRET}`, "utf8"));

export async function signSessionToken(sessionId: string): Promise<string> {
  return new SignJWT({ sid: sessionId }).setProtectedHeader({ alg: "HS256" }).setIssuedAt().setExpirationTime(`${SESSION_DAYS}d`).sign(key());
}

// A signature that was right stays right: checked once per process, since a decision's request should not wait for it again.
const proven = new Map<string, Proven>();
type Proven = { sid: string; exp: number; personId?: string };

/** The session id that a token carries, if we signed it and it is not old. Whether the session is open, the database says. */
export async function readSessionToken(token: string): Promise<string | undefined> {
  const known = proven.get(token) ?? (await prove(token));
  return known && known.exp > Date.now() / 1000 ? known.sid : undefined;
}

async function prove(token: string): Promise<Proven | undefined> {
  try {
    const { payload } = await jwtVerify(token, key(), { algorithms: ["HS256"], requiredClaims: ["exp"] });
    if (typeof payload.sid !== "string") return undefined;
    const found: Proven = { sid: payload.sid, exp: payload.exp! };
    if (proven.size >= 1_000) proven.clear();
    proven.set(token, found);
    return found;
  } catch {
    // Not ours, altered or too old: the same as no token.
    return undefined;
  }
}

/** Who sends this `Cookie` header, for any server of web-standard requests. */
export async function personOfCookies(header: string | null | undefined): Promise<Person | undefined> {
  const token = tokenIn(header);
  const sessionId = token && (await readSessionToken(token));
  const person = sessionId ? await personOfSession(sessionId) : undefined;
  const known = person && proven.get(token!);
  if (known) known.personId = person.id;
  return person;
}

/** Whose session it was when last asked, to read ahead for them while it is asked again: who may do what, only `personOfCookies` says. */
export function likelyPerson(header: string | null | undefined): string | undefined {
  const token = tokenIn(header);
  return token && proven.get(token)?.personId;
}

function tokenIn(header: string | null | undefined): string | undefined {
  const name = sessionCookieName();
  return header?.split(/; */).find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1);
}
