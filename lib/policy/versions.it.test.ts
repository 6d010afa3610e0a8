import { beforeAll, expect, test } from "vitest";
import type { Person } from "@/lib/actor";
import { useDatabase } from "@/lib/db/testing";
import { db, sql } from "@/lib/db/tx";
import { noticesOf } from "@/lib/notices/notices";
import { eventsAbout, fixture } from "@/lib/people/testing";
import { balanced } from "./balanced";
import { currentPolicy, ensurePolicy, listPolicyVersions, publishPolicy, type Wanted } from "./versions";
import { discardDraft, draftOf, saveDraft } from "./versions-drafts";
import { confirmProposal, endProposal, openProposals, proposePolicy } from "./versions-proposals";

useDatabase();
let admin: Person;
let second: Person;
let reviewer: Person;
beforeAll(async () => {
  admin = await fixture("admin", "Ada", ["admins"]);
  second = await fixture("admin", "Alan", ["admins"]);
  reviewer = await fixture("reviewer", "Rita", ["reviewers"]);
});

const published = async () => (await currentPolicy())!.version;

test("set-up publishes the starting policy once, however many do it at once", async () => {
  await Promise.all(Array.from({ length: 5 }, () => ensurePolicy()));
  expect(await listPolicyVersions()).toMatchObject([{ version: 1, publishedBy: null, document: balanced }]);
  expect(await eventsAbout("1")).toMatchObject([{ type: "policy.published", actorId: "setup", data: { version: 1, before: null } }]);
});

test("I12: a policy is published as a whole, with who, why, before and after", async () => {
  const document = { ...balanced, defaults: { ...balanced.defaults, draft: "medium" as const } };
  expect(await publishPolicy(admin, { document, reason: "drafts leak", expectedVersion: 1 })).toMatchObject({ version: 2 });
  expect(await currentPolicy()).toMatchObject({ version: 2, publishedBy: "Ada", reason: "drafts leak", document });
  expect(await eventsAbout("2")).toMatchObject([{ actorId: admin.id, data: { reason: "drafts leak", before: { defaults: { draft: "low" } }, after: { defaults: { draft: "medium" } } } }]);
});

test("of twenty who start from the same version, one publishes; the rest are told", async () => {
  const { version: from, document } = (await currentPolicy())!;
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) => publishPolicy(index % 2 ? admin : second, { document, reason: `try ${index}`, expectedVersion: from })),
  );
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const result of results) if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "stale_revision" });
  expect(await published()).toBe(from + 1);
  expect(await eventsAbout(String(from + 1))).toHaveLength(1);
});

test("I7: only admins publish, and without a reason nobody", async () => {
  const expectedVersion = await published();
  await expect(publishPolicy(reviewer, { document: balanced, reason: "please", expectedVersion })).rejects.toMatchObject({ code: "not_permitted" });
  await expect(publishPolicy(admin, { document: balanced, reason: " ", expectedVersion })).rejects.toMatchObject({ code: "invalid", faults: [{ pointer: "/reason" }] });
  expect(await published()).toBe(expectedVersion);
});

test("what a policy names must be there, and every fault is named at once", async () => {
  const document = {
    ...balanced,
    tiers: {
      ...balanced.tiers,
      medium: { ...balanced.tiers.medium, approve: [{ group: "ghosts", approvals: 1 }] },
      high: { ...balanced.tiers.high, escalate: { to: "nowhere", within: "1h" } },
    },
    tools: { no_such_tool: "low" },
  };
  await expect(publishPolicy(admin, { document, reason: "x", expectedVersion: await published() })).rejects.toMatchObject({
    code: "invalid",
    faults: [{ pointer: "/tiers/medium/approve/0/group" }, { pointer: "/tiers/high/escalate/to" }, { pointer: "/tools/no_such_tool" }],
  });
});

test("what does not read as a policy is refused: an unknown field, a high tier without review, a duration of words", async () => {
  const refused = async (document: unknown, pointer: string) =>
    expect(publishPolicy(admin, { document, reason: "x", expectedVersion: await published() })).rejects.toMatchObject({ code: "invalid", faults: expect.arrayContaining([expect.objectContaining({ pointer: expect.stringContaining(pointer) })]) });
  await refused({ ...balanced, surprise: true }, "");
  await refused({ ...balanced, tiers: { ...balanced.tiers, high: { review: "none" } } }, "/tiers/high");
  await refused({ ...balanced, tiers: { ...balanced.tiers, medium: { ...balanced.tiers.medium, within: "soon" } } }, "/tiers/medium/within");
});

test("a tier that asks for more people than there are is published with a warning", async () => {
  const document = { ...(await currentPolicy())!.document, tiers: { ...balanced.tiers, high: { ...balanced.tiers.high, approve: [{ group: "reviewers", approvals: 3 }] } } };
  const { warnings } = await publishPolicy(admin, { document, reason: "four eyes", expectedVersion: await published() });
  expect(warnings).toEqual(["high: it asks reviewers for 3, and 1 there may decide."]);
});

test("publishing changes the number under which classification is cached", async () => {
  const number = async () => (await db.one<{ version: string }>(sql`SELECT version FROM configuration`))!.version;
  const before = await number();
  const { version: expectedVersion, document } = (await currentPolicy())!;
  await publishPolicy(admin, { document, reason: "again", expectedVersion });
  expect(await number()).not.toBe(before);
});

const looser = async (): Promise<Wanted> => {
  const { version, document } = (await currentPolicy())!;
  return { document: { ...document, tools: {}, defaults: { ...document.defaults, destructive: "medium" } }, reason: "purges are dull", expectedVersion: version };
};

test("what loosens is refused to one admin alone, and says what", async () => {
  const wanted = await looser();
  await expect(publishPolicy(admin, wanted)).rejects.toMatchObject({ code: "second_admin_needed", message: expect.stringMatching(/second admin must confirm.*propose it.*destructive is medium/s) });
  expect(await published()).toBe(wanted.expectedVersion);
});

test("I7: another admin confirms it, by id; its author cannot, nor a reviewer, and both stand in the version and its event", async () => {
  const wanted = await looser();
  const { id } = await proposePolicy(admin, wanted);
  expect(await openProposals()).toMatchObject([{ id, proposedBy: { id: admin.id }, loosens: [expect.stringContaining("destructive")] }]);
  expect((await noticesOf(second)).notices[0]).toMatchObject({ kind: "policy_proposed", text: expect.stringMatching(/^Ada proposes a policy that loosens/) as string });
  expect((await noticesOf(admin)).notices).toEqual([]);
  await expect(confirmProposal(admin, id)).rejects.toMatchObject({ code: "self_approval" });
  await expect(confirmProposal({ ...admin, name: second.name, email: second.email }, id)).rejects.toMatchObject({ code: "self_approval" });
  await expect(confirmProposal(reviewer, id)).rejects.toMatchObject({ code: "not_permitted" });
  const attempts = await Promise.allSettled([confirmProposal(second, id), confirmProposal(second, id)]);
  expect(attempts.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  const version = wanted.expectedVersion + 1;
  expect(await currentPolicy()).toMatchObject({ version, publishedBy: "Ada", confirmedBy: "Alan", document: { defaults: { destructive: "medium" } } });
  expect((await eventsAbout(id)).map(({ type, actorId }) => [type, actorId])).toEqual([["policy.proposed", admin.id]]);
  expect(await eventsAbout(String(version))).toMatchObject([{ type: "policy.published", actorId: second.id, data: { proposed_by: admin.id, proposal: id } }]);
  await expect(confirmProposal(second, id)).rejects.toMatchObject({ code: "already_decided" });
});

test("a proposal is declined with a note, withdrawn by its author, and overtaken by another version", async () => {
  const [one, two] = [await proposePolicy(admin, await loosest()), await proposePolicy(second, await loosest())];
  await expect(endProposal(second, { id: one.id, note: "" })).rejects.toMatchObject({ code: "invalid" });
  await endProposal(second, { id: one.id, note: "not before the audit" });
  await endProposal(second, { id: two.id, note: "" });
  expect((await eventsAbout(one.id)).map(({ type }) => type)).toEqual(["policy.proposed", "policy.declined"]);
  expect((await eventsAbout(two.id)).map(({ type }) => type)).toEqual(["policy.proposed", "policy.withdrawn"]);
  const three = await proposePolicy(admin, await loosest());
  const { version, document } = (await currentPolicy())!;
  await publishPolicy(second, { document: { ...document, blocked: { release_within: "1h" } }, reason: "sooner", expectedVersion: version });
  await expect(confirmProposal(second, three.id)).rejects.toMatchObject({ code: "stale_revision" });
  expect(await openProposals()).toEqual([]);
});
const loosest = async (): Promise<Wanted> => ({ ...(await looser()), document: { ...(await currentPolicy())!.document, defaults: { read: "low", draft: "low", write: "low", destructive: "low" } } });

test("the only admin is told to invite a second one", async () => {
  await db.run(sql`UPDATE people SET deactivated_at = clock_timestamp() WHERE id = ${second.id}`);
  await expect(publishPolicy(admin, await loosest())).rejects.toMatchObject({ code: "second_admin_needed", message: expect.stringContaining("Invite another under People") });
  await db.run(sql`UPDATE people SET deactivated_at = NULL WHERE id = ${second.id}`);
});

test("a policy is not published while an example in it comes out otherwise", async () => {
  const { version, document } = (await currentPolicy())!;
  const example = (tier: "low" | "high") => ({ name: "a purge", tool: "purge", access: "destructive" as const, expect: { tier } });
  const wanted = (tier: "low" | "high") => ({ document: { ...document, defaults: { ...document.defaults, destructive: "high" as const }, tests: [example(tier)] }, reason: "with an example", expectedVersion: version });
  await expect(publishPolicy(admin, wanted("low"))).rejects.toMatchObject({ code: "invalid", faults: [{ pointer: "/tests/0", detail: expect.stringContaining("it comes out high") }] });
  await expect(publishPolicy(admin, wanted("high"))).resolves.toMatchObject({ version: version + 1 });
});

test("a draft is kept whatever it says, of two tabs one saves, and its faults have places and fixes", async () => {
  const { text } = await draftOf(admin);
  const broken = text.replace("destructive: high", "destructve: high").concat("rules:\n");
  const saved = await saveDraft(admin, { text: broken, saves: 0 });
  expect(saved.policy).toBeNull();
  await expect(saveDraft(admin, { text, saves: 0 })).rejects.toMatchObject({ code: "stale_revision" });
  expect(await draftOf(admin)).toMatchObject({ text: broken, saves: 1 });
  const typo = `${text}agents:\n  ghost: { autonomy: off }\n`;
  const { faults } = await saveDraft(admin, { text: typo, saves: saved.saves });
  expect(faults).toMatchObject([{ line: typo.split("\n").findIndex((line) => line.includes("ghost")) + 1, column: 3, fix: expect.stringMatching(/./) }]);
  await discardDraft(admin);
  expect(await draftOf(admin)).toMatchObject({ savedAt: null, text });
  await expect(saveDraft(reviewer, { text, saves: 0 })).rejects.toMatchObject({ code: "not_permitted" });
});
