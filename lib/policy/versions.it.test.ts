import { beforeAll, expect, test } from "vitest";
import type { Person } from "@/lib/actor";
import { useDatabase } from "@/lib/db/testing";
import { db, sql } from "@/lib/db/tx";
import { eventsAbout, fixture } from "@/lib/people/testing";
import { balanced } from "./balanced";
import { currentPolicy, ensurePolicy, listPolicyVersions, publishPolicy } from "./versions";

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
  const from = await published();
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) => publishPolicy(index % 2 ? admin : second, { document: balanced, reason: `try ${index}`, expectedVersion: from })),
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
  const document = { ...balanced, tiers: { ...balanced.tiers, high: { ...balanced.tiers.high, approve: [{ group: "reviewers", approvals: 3 }] } } };
  const { warnings } = await publishPolicy(admin, { document, reason: "four eyes", expectedVersion: await published() });
  expect(warnings).toEqual(["high: it asks reviewers for 3, and 1 there may decide."]);
});

test("publishing changes the number under which classification is cached", async () => {
  const number = async () => (await db.one<{ version: string }>(sql`SELECT version FROM configuration`))!.version;
  const before = await number();
  await publishPolicy(admin, { document: balanced, reason: "back", expectedVersion: await published() });
  expect(await number()).not.toBe(before);
});
