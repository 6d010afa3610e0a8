import { hash, verify, type Algorithm, type Options } from "@node-rs/argon2";
import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import * as common from "@zxcvbn-ts/language-common";
import type { Person } from "@/lib/actor";
import { db, sql } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { countAttempt } from "./throttle";

// OWASP Password Storage Cheat Sheet: Argon2id with at least 19 MiB of memory, 2 iterations, 1 degree of parallelism.
// https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
const ARGON: Options = { algorithm: 2 satisfies Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 };

export const PASSWORD_MIN = 12;
// Long enough for any passphrase, short enough that nobody makes us estimate a novel.
const PASSWORD_MAX = 128;

/** NIST SP 800-63B, 5.1.1.2: the same password typed on another keyboard must be the same bytes. */
const plain = (password: string) => password.normalize("NFKC");

export const hashPassword = (password: string): Promise<string> => hash(plain(password), ARGON);

let dummy: Promise<string> | undefined;
/** Whether the password is the one that was hashed. Without a hash it takes as long and says no, so that time tells nobody who has an account. */
export async function verifyPassword(hashed: string | null | undefined, password: string): Promise<boolean> {
  const against = hashed ?? (await (dummy ??= hashPassword("nobody has this password")));
  const right = await verify(against, plain(password.slice(0, PASSWORD_MAX + 1)));
  return right && hashed != null;
}

/**
 * Asks whoever is signed in for their password again, before something grave. Throttled like signing in.
 * @throws Refusal `invalid` (with its fault at `pointer`), `rate_limited`
 */
export async function confirmPassword(person: Person, password: string, pointer = "/password"): Promise<void> {
  const forgiven = await countAttempt({ email: person.email, ip: null });
  const row = await db.one<{ passwordHash: string | null }>(sql`SELECT password_hash FROM people WHERE id = ${person.id} AND deactivated_at IS NULL`);
  if (!(await verifyPassword(row?.passwordHash, password))) {
    const detail = "This is not your password.";
    throw new Refusal("invalid", detail, { faults: [{ pointer, detail }] });
  }
  await forgiven();
}

let estimator: ZxcvbnFactory | undefined;
/**
 * Refuses what is short or guessed early: common passwords, repetitions, keyboard rows, the person's own name.
 * @throws Refusal `invalid` that says what to change.
 */
export function requireGoodPassword(password: string, about: { email: string; name: string }): void {
  const length = [...password].length;
  if (length < PASSWORD_MIN) refuse(`Use at least ${PASSWORD_MIN} characters; a few unrelated words are easy to remember.`);
  if (length > PASSWORD_MAX) refuse(`Use at most ${PASSWORD_MAX} characters.`);
  estimator ??= new ZxcvbnFactory({ dictionary: common.dictionary, graphs: common.adjacencyGraphs });
  const words = [about.email, ...about.email.split(/[@.]/), about.name.replaceAll(/\s+/g, ""), ...about.name.split(/\s+/), "countersign"].filter((word) => word.length > 2);
  const { score } = estimator.check(plain(password), words.map((word) => word.toLowerCase()));
  // Score 3: safely unguessable, more than 10^8 guesses.
  if (score < 3) refuse("This password is among the first that somebody would try. Use a few unrelated words, or let your password manager make one.");
}

function refuse(detail: string): never {
  throw new Refusal("invalid", detail, { faults: [{ pointer: "/password", detail }] });
}
