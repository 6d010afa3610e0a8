import { randomInt } from "node:crypto";
import { RateLimiterPostgres } from "rate-limiter-flexible";
import type { Person } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { sha256 } from "@/lib/canonical";
import { pool } from "@/lib/db/pool";
import { db, sql, transact, type Db } from "@/lib/db/tx";
import { env } from "@/lib/env";
import { Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { isAdmin } from "@/lib/people/may";
import { confirmPassword } from "@/lib/people/password";
import { paths } from "@/lib/paths";
import { callSlack, Posted, SlackUser, unfit, wordsFor } from "./client";
import { privateNote } from "./render";
import type { SlackClaim, SlackLinkView } from "./slack-view";
import { requireWorkspace } from "./workspace";

/** How long a code is good for, in minutes. */
export const CODE_MINUTES = 10;
// 40 bits, without the letters that are mistaken for others; ten wrong ones in a quarter of an hour end a guesser's chances.
const LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const WRONG_CODES = 10;

export type SlackIdentity = { teamId: string; userId: string; userName: string };

/** Whoever this Slack user is linked to, as they are now: no session stands behind it, so the link's id stands for one. */
export async function personOfSlackUser(teamId: string, userId: string, from: Db = db): Promise<{ person: Person; deactivated: boolean } | undefined> {
  const row = await from.one<Omit<Person, "kind"> & { deactivated: boolean }>(sql`
    SELECT p.id, p.name, p.email, p.role, l.id AS session_id, p.deactivated_at IS NOT NULL AS deactivated,
           ARRAY(SELECT m.group_id::text FROM group_members m WHERE m.person_id = p.id) AS group_ids
      FROM slack_links l JOIN people p ON p.id = l.person_id
     WHERE l.team_id = ${teamId} AND l.user_id = ${userId} AND l.ended_at IS NULL`);
  if (!row) return undefined;
  const { deactivated, ...person } = row;
  return { person: { kind: "person", ...person }, deactivated };
}

/** A code that only this Slack user is shown. By itself it links nothing. */
export async function issueCode({ teamId, userId, userName }: SlackIdentity, personId: string | null = null): Promise<string> {
  const code = Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join("");
  await transact(async (tx) => {
    await tx.run(sql`DELETE FROM slack_codes WHERE expires_at < clock_timestamp() - interval '1 day'`);
    await tx.run(sql`
      INSERT INTO slack_codes (id, code_hash, team_id, user_id, user_name, person_id, expires_at)
      VALUES (${newId()}, ${sha256(code)}, ${teamId}, ${userId}, ${userName.slice(0, 200)}, ${personId}, clock_timestamp() + ${CODE_MINUTES}::int * interval '1 minute')`);
  });
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** Writes a code to the Slack user who has this person's address: for whoever wants to link before the first message. */
export async function sendCode(person: Person): Promise<void> {
  const { botToken, teamId } = await requireWorkspace();
  const found = await callSlack(botToken, "users.lookupByEmail", { email: person.email }, SlackUser);
  if (!found.ok) throw new Refusal("conflict", found.kind === "refused" ? wordsFor(found.error) : "Slack cannot be reached now. Try again in a moment.");
  const { user } = found.body;
  const reason = unfit(user);
  if (reason) throw new Refusal("not_permitted", reason);
  await spend(person);
  const code = await issueCode({ teamId, userId: user.id, userName: nameOf(user) }, person.id);
  const message = privateNote(`${person.name} asked Countersign to link this Slack user. If that was you, type this code on your profile page: ${code}. It is good for ${CODE_MINUTES} minutes. If it was not you, ignore this.`, { label: "Open your profile", url: env().PUBLIC_URL + paths.profile });
  const sent = await callSlack(botToken, "chat.postMessage", { channel: user.id, ...message, unfurl_links: false, unfurl_media: false }, Posted);
  if (!sent.ok) throw new Refusal("conflict", sent.kind === "refused" ? wordsFor(sent.error) : "Slack cannot be reached now. Try again in a moment.");
}

type CodeRow = SlackIdentity & { id: string };

/** Whom a code stands for: to be shown to the person, who then confirms or does not. Links nothing. */
export async function lookUpCode(person: Person, typed: string): Promise<SlackClaim> {
  const { botToken, teamId, teamName } = await requireWorkspace();
  const code = await codeOf(person, typed);
  if (code.teamId !== teamId) throw wrongCode();
  const user = await userOf(botToken, code.userId);
  return { code: typed.trim(), userId: code.userId, userName: nameOf(user), teamName, otherAddress: isOther(person, user) };
}

/**
 * Links the person's account to the Slack user whose code they typed, after they were shown who that is. A Slack user
 * with another address takes the password too: a code may have been sent to the wrong person on purpose.
 */
export async function confirmLink(person: Person, { code: typed, userId, password }: { code: string; userId: string; password?: string | undefined }, passwordAt = "/password"): Promise<void> {
  const { botToken } = await requireWorkspace();
  const code = await codeOf(person, typed);
  // What was shown is what is linked.
  if (code.userId !== userId) throw wrongCode();
  const user = await userOf(botToken, code.userId);
  if (isOther(person, user)) await confirmPassword(person, password ?? "", passwordAt);
  await transact(async (tx) => {
    const used = await tx.run(sql`UPDATE slack_codes SET used_at = clock_timestamp() WHERE id = ${code.id} AND used_at IS NULL AND expires_at > clock_timestamp()`);
    if (used === 0) throw wrongCode();
    const taken = await tx.one<{ personId: string }>(sql`SELECT person_id FROM slack_links WHERE team_id = ${code.teamId} AND user_id = ${code.userId} AND ended_at IS NULL`);
    if (taken && taken.personId !== person.id) throw new Refusal("conflict", "This Slack user is linked to somebody else here. They, or an admin, must unlink it first.");
    const before = await tx.all<{ userId: string }>(sql`UPDATE slack_links SET ended_at = clock_timestamp() WHERE person_id = ${person.id} AND ended_at IS NULL RETURNING user_id`);
    const inserted = await tx.run(sql`
      INSERT INTO slack_links (id, person_id, team_id, user_id, user_name, linked_at)
      VALUES (${newId()}, ${person.id}, ${code.teamId}, ${code.userId}, ${nameOf(user)}, clock_timestamp()) ON CONFLICT DO NOTHING`);
    if (inserted === 0) throw new Refusal("conflict", "This Slack user was linked to somebody else meanwhile. They, or an admin, must unlink it first.");
    await record(tx, {
      type: "person.slack_linked",
      actor: person,
      subject: { kind: "person", id: person.id },
      data: { before: before[0] ? { user: before[0].userId } : null, after: { team: code.teamId, user: code.userId, name: nameOf(user), other_address: isOther(person, user) } },
    });
  });
}

/** Ends one's own link, or as an admin anybody's. */
export async function unlinkSlack(person: Person, personId: string = person.id): Promise<void> {
  if (personId !== person.id && !isAdmin(person)) throw new Refusal("not_permitted", "Only admins unlink others.");
  await transact(async (tx) => {
    const ended = await tx.one<{ teamId: string; userId: string }>(sql`UPDATE slack_links SET ended_at = clock_timestamp() WHERE person_id = ${personId} AND ended_at IS NULL RETURNING team_id, user_id`);
    if (ended) await record(tx, { type: "person.slack_unlinked", actor: person, subject: { kind: "person", id: personId }, data: { before: { team: ended.teamId, user: ended.userId } } });
  });
}

/** A person's link, if there is one. */
export async function linkOf(personId: string): Promise<SlackLinkView | null> {
  const row = await db.one<{ userId: string; userName: string; linkedAt: Date }>(sql`SELECT user_id, user_name, linked_at FROM slack_links WHERE person_id = ${personId} AND ended_at IS NULL`);
  return row ? { ...row, linkedAt: row.linkedAt.toISOString() } : null;
}

async function codeOf(person: Person, typed: string): Promise<CodeRow> {
  const code = typed.toUpperCase().replace(/[^A-Z0-9]/g, "");
  const row = await db.one<CodeRow>(sql`
    SELECT id, team_id, user_id, user_name FROM slack_codes
     WHERE code_hash = ${sha256(code)} AND used_at IS NULL AND expires_at > clock_timestamp() AND (person_id IS NULL OR person_id = ${person.id})`);
  if (row) return row;
  await spend(person);
  throw wrongCode();
}

async function userOf(botToken: string, userId: string): Promise<SlackUser> {
  const answer = await callSlack(botToken, "users.info", { user: userId }, SlackUser);
  if (!answer.ok) throw new Refusal("conflict", answer.kind === "refused" ? wordsFor(answer.error) : "Slack cannot be reached now. Try again in a moment.");
  const reason = unfit(answer.body.user);
  if (reason) throw new Refusal("not_permitted", reason);
  return answer.body.user;
}

const shared = globalThis as typeof globalThis & { countersignSlackCodes?: RateLimiterPostgres };

/** Counts a wrong code, or a code that was sent. @throws Refusal `rate_limited` */
async function spend(person: Person): Promise<void> {
  shared.countersignSlackCodes ??= new RateLimiterPostgres({ storeClient: pool(), storeType: "pool", tableName: "rate_limits", tableCreated: true, keyPrefix: "slack_code", points: WRONG_CODES, duration: 15 * 60 });
  const left = await shared.countersignSlackCodes.consume(person.id).then(
    () => 0,
    (refused: unknown) => {
      if (refused instanceof Error) throw refused;
      return Math.max(1, Math.ceil((refused as { msBeforeNext: number }).msBeforeNext / 1000));
    },
  );
  if (left > 0) throw new Refusal("rate_limited", `Too many codes. Try again in ${Math.ceil(left / 60)} minutes.`, { retryAfter: left });
}

const isOther = (person: Person, user: SlackUser): boolean => user.profile?.email?.toLowerCase() !== person.email.toLowerCase();
const nameOf = (user: SlackUser): string => (user.profile?.real_name || user.profile?.display_name || user.name || user.id).slice(0, 200);

const wrongCode = () => {
  const detail = `This code is not good, or not any more: they last ${CODE_MINUTES} minutes and one use. Get a new one in Slack.`;
  return new Refusal("invalid", detail, { faults: [{ pointer: "/code", detail }] });
};
