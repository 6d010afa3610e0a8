import type { Person } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { db, sql, transact } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { requireAdmin } from "@/lib/people/may";
import { runCases } from "./cases";
import { written, yamlOf } from "./document-view";
import { withFixes } from "./fixes";
import type { Checked, DraftView, Vocabulary } from "./loop-view";
import { relaxed } from "./relaxed";
import { lookThrough, placeOf } from "./sound";
import type { Policy } from "./types";
import { currentPolicy, documentOf, publishPolicy, type Published } from "./versions";
import { knownHere } from "./versions-known";
import { proposePolicy } from "./versions-proposals";

const LONGEST = 500_000;
/** The row stays, so that a tab which still has the old text cannot save over what comes next. */
const GIVEN_UP = sql`UPDATE policy_drafts SET text = '', saves = saves + 1, replaced = saves + 1`;

/** A person's draft; where they keep none, the policy in force as text. */
export async function draftOf(person: Pick<Person, "id">): Promise<DraftView> {
  const row = await db.one<{ text: string; baseVersion: number; saves: number; replaced: number; savedAt: Date }>(sql`
    SELECT text, base_version, saves, replaced, saved_at FROM policy_drafts WHERE person_id = ${person.id}`);
  if (row && row.text !== "") return { ...row, savedAt: row.savedAt.toISOString() };
  const live = await currentPolicy();
  return { text: live ? yamlOf(live.document) : "", baseVersion: live?.version ?? 0, saves: row?.saves ?? 0, replaced: row?.replaced ?? 0, savedAt: null };
}

/** The draft as a policy. @throws Refusal `invalid` with every fault while it does not read as one */
export async function draftedPolicy(admin: Person): Promise<{ policy: Policy; baseVersion: number }> {
  requireAdmin(admin);
  const draft = await draftOf(admin);
  const { policy, faults } = lookThrough(draft.text, await knownHere(db));
  if (!policy) throw new Refusal("invalid", `Your draft needs another look at ${faults.length === 1 ? "one place" : `${faults.length} places`}: the editor marks ${faults.length === 1 ? "it" : "them"}.`);
  return { policy, baseVersion: draft.baseVersion };
}

/**
 * Keeps a person's draft, whatever it says, and looks through it. `saves` is the number it was read with: of two tabs,
 * one saves. @throws Refusal `stale_revision`
 */
export async function saveDraft(admin: Person, { text, saves }: { text: string; saves: number }): Promise<Checked & { saves: number; savedAt: string }> {
  requireAdmin(admin);
  if (text.trim() === "") throw new Refusal("invalid", "An empty draft is not kept. Discard it instead.");
  if (text.length > LONGEST) throw new Refusal("too_large", "A draft is at most 500,000 characters.");
  const live = await currentPolicy();
  const row = await db.one<{ saves: number; savedAt: Date }>(
    saves === 0
      ? sql`INSERT INTO policy_drafts (person_id, text, base_version) VALUES (${admin.id}, ${text}, ${live?.version ?? 0}) ON CONFLICT DO NOTHING RETURNING saves, saved_at`
      : sql`UPDATE policy_drafts SET text = ${text}, base_version = CASE WHEN text = '' THEN ${live?.version ?? 0} ELSE base_version END, saves = saves + 1, saved_at = clock_timestamp() WHERE person_id = ${admin.id} AND saves = ${saves} RETURNING saves, saved_at`,
  );
  if (!row) throw new Refusal("stale_revision", "Your draft was saved in another tab since. Reload the page to go on from there.");
  return { ...(await checkDraft(text)), saves: row.saves, savedAt: row.savedAt.toISOString() };
}

/** Every fault of a text with line, column and what mends it, and how the examples in it come out. */
export async function checkDraft(text: string): Promise<Checked> {
  const known = await knownHere(db);
  const { policy, faults } = lookThrough(text, known);
  if (!policy) return { policy: null, faults: withFixes(text, faults, known, listsIn(text)), cases: [] };
  const cases = runCases(policy, known.tools, new Date().toISOString());
  const failed = cases.flatMap(({ ok, name, tier, effect, because }, index) =>
    ok ? [] : [{ pointer: `/tests/${index}`, ...placeOf(text, `/tests/${index}`), detail: `The test “${name}” fails: it comes out ${tier}, ${effect}`, fix: `It came out so because: ${because.join("; ") || "nothing raised it"}. Change the rules, or what is expected` }],
  );
  return { policy, faults: failed, cases };
}

const listsIn = (text: string): string[] => {
  const block = /^lists:\s*\n((?:[ \t]+.*\n?|\s*\n)*)/m.exec(text)?.[1] ?? /^lists:\s*\{(.*)\}/m.exec(text)?.[1] ?? "";
  return [...block.matchAll(/(?:^[ \t]+|[{,]\s*)([a-z][a-z0-9_]*):/gm)].map((match) => match[1]!);
};

type Sent = { reason: string; /** The number that the draft had when it was looked at. */ saves: number };

/** Publishes the draft as it was looked at, and ends it. @throws as `publishPolicy` */
export async function publishDraft(admin: Person, { reason, saves }: Sent): Promise<Published> {
  const { policy, baseVersion } = await draftAsSeen(admin, saves);
  const published = await publishPolicy(admin, { document: policy, reason, expectedVersion: baseVersion });
  await db.run(sql`${GIVEN_UP} WHERE person_id = ${admin.id} AND saves = ${saves}`);
  return published;
}

/** Proposes the draft as it was looked at; it stays until somebody confirmed it. @throws as `proposePolicy` */
export async function proposeDraft(admin: Person, { reason, saves }: Sent): Promise<{ id: string }> {
  const { policy, baseVersion } = await draftAsSeen(admin, saves);
  return proposePolicy(admin, { document: policy, reason, expectedVersion: baseVersion });
}

async function draftAsSeen(admin: Person, saves: number): Promise<{ policy: Policy; baseVersion: number }> {
  const draft = await draftedPolicy(admin);
  if ((await draftOf(admin)).saves !== saves) throw new Refusal("stale_revision", "Your draft was saved in another tab since. Reload the page to see it as it is.");
  return draft;
}

/** Gives up a draft; the editor shows the policy in force again. */
export async function discardDraft(admin: Person): Promise<void> {
  requireAdmin(admin);
  await db.run(sql`${GIVEN_UP} WHERE person_id = ${admin.id}`);
}

/** Puts a draft on top of the version in force: what that one changed, and the draft does not say, the draft undoes. */
export async function rebaseDraft(admin: Person): Promise<void> {
  requireAdmin(admin);
  await db.run(sql`UPDATE policy_drafts SET base_version = (SELECT max(version) FROM policy_versions), saves = saves + 1, replaced = saves + 1 WHERE person_id = ${admin.id}`);
}

/** Starts a draft from an old version, to be published as a new one. */
export async function draftFromVersion(admin: Person, version: number): Promise<void> {
  requireAdmin(admin);
  await replaceDraft(admin, yamlOf(await documentOf(version)));
}

/** Takes one rule out of the draft, or a tier lower, to see what that would change. @throws Refusal `invalid`, `not_found` */
export async function draftRelaxing(admin: Person, reason: string): Promise<void> {
  const { policy } = await draftedPolicy(admin);
  const next = relaxed(policy, reason);
  if (!next) throw new Refusal("not_found", `The policy has no ${reason} to relax: it may be the agent's own autonomy, or be gone already.`);
  await replaceDraft(admin, written((await draftOf(admin)).text, policy, next));
}

/** Takes a text from outside (a file of a repository) as the draft; recorded, since it is somebody else's work. */
export async function importDraft(admin: Person, text: string): Promise<Checked> {
  requireAdmin(admin);
  if (text.length > LONGEST) throw new Refusal("too_large", "A policy is at most 500,000 characters.");
  await replaceDraft(admin, text);
  return checkDraft(text);
}

async function replaceDraft(admin: Person, text: string): Promise<void> {
  await transact(async (tx) => {
    await tx.run(sql`
      INSERT INTO policy_drafts (person_id, text, base_version) SELECT ${admin.id}::uuid, ${text}, max(version) FROM policy_versions
      ON CONFLICT (person_id) DO UPDATE SET text = excluded.text, base_version = excluded.base_version, saves = policy_drafts.saves + 1, replaced = policy_drafts.saves + 1, saved_at = clock_timestamp()`);
    await record(tx, { type: "policy.draft_replaced", actor: admin, subject: { kind: "person", id: admin.id }, data: { characters: text.length } });
  });
}

/** What the editor offers while somebody writes. */
export async function vocabulary(): Promise<Vocabulary> {
  const { tools, agents, groups } = await knownHere(db);
  return {
    tools: tools.map(({ name, paramsSchema }) => ({ name, params: Object.keys((paramsSchema as { properties?: object }).properties ?? {}) })),
    agents,
    groups: [...groups.keys()],
    lists: Object.keys((await currentPolicy())?.document.lists ?? {}),
  };
}
