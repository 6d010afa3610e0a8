import { beforeAll, expect, test, vi } from "vitest";
import { reject } from "@/lib/actions/decide";
import type { HistoryFilters } from "@/lib/actions/shown/person-view";
import { agentOf, assemble, propose, seen, type Cast } from "@/lib/actions/testing";
import { useDatabase } from "@/lib/db/testing";
import { sql, transact } from "@/lib/db/tx";
import { historyChoices, historyPage } from "./history";
import { readFilters } from "./history-filters";
import { takeSample } from "./sampled-params";
import { BOUNDS, type Bounds } from "./search";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
useDatabase();
let cast: Cast;
let other: Cast["agent"];

beforeAll(async () => {
  cast = await assemble();
  other = await agentOf(cast.owner, "other-bot");
  for (let n = 0; n < 23; n++) await propose(n % 2 ? other : cast.agent, ["refund", "purge", "look_up"][n % 3]!, { customer: `cus_${n}`, amount: 100 + n });
  await propose({ ...other, mode: "test" }, "refund", { customer: 'the "quoted" 50%_off', amount: 1 });
  await reject(cast.reviewer, { ...(await seen(await propose(cast.agent, "refund", { customer: "cus_rejected" }))), note: "No" });
  // Moments that collide, so that only the id tells rows apart; and some of another day.
  await transact((tx) => tx.run(sql`UPDATE actions SET submitted_at = date_trunc('second', submitted_at)`));
  await transact((tx) => tx.run(sql`UPDATE actions SET submitted_at = '2026-03-05 23:59:59.5Z' WHERE id IN (SELECT action_id FROM revisions WHERE params LIKE '%"cus_1"%' OR params LIKE '%"cus_2"%')`));
});

async function everything(filters: HistoryFilters, size: number, bounds?: Bounds): Promise<string[]> {
  const ids: string[] = [];
  let older: string | undefined;
  do {
    const page = await historyPage(filters, { older }, size, bounds);
    ids.push(...page.lines.map(({ id }) => id));
    older = page.older ?? undefined;
  } while (older);
  return ids;
}

test("the history is newest first, and its pages neither repeat nor miss one, whatever filters it", async () => {
  const filters: HistoryFilters[] = [{}, { agent: other.id }, { tool: "refund" }, { tier: "high" }, { state: "rejected" }, { mode: "test" }, { from: "2026-03-05", to: "2026-03-05" }, { tool: "refund", agent: other.id, mode: "live" }, { text: "cus_1" }, { person: cast.reviewer.id }, { rule: "defaults.write" }, { rule: "defaults.destructive", agent: other.id }, { text: "cus_1", rule: "defaults.write" }];
  for (const filter of filters) {
    const whole = (await historyPage(filter, {}, 100)).lines;
    expect(whole.length).toBeGreaterThan(0);
    expect(whole.map(({ submittedAt, id }) => [submittedAt, id])).toEqual(whole.map(({ submittedAt, id }) => [submittedAt, id]).toSorted().toReversed());
    for (const size of [1, 4, 7]) expect(await everything(filter, size)).toEqual(whole.map(({ id }) => id));
  }
});

test("each filter keeps what it names and nothing else", async () => {
  const lines = async (filter: HistoryFilters) => (await historyPage(filter, {}, 100)).lines;
  expect(await lines({})).toHaveLength(25);
  expect(new Set((await lines({ agent: other.id })).map(({ agent }) => agent.name))).toEqual(new Set(["other-bot"]));
  expect(new Set((await lines({ tier: "high" })).map(({ tier }) => tier))).toEqual(new Set(["high"]));
  expect(await lines({ mode: "test" })).toMatchObject([{ mode: "test", dryRun: true }]);
  expect(await lines({ state: "rejected" })).toMatchObject([{ state: "rejected" }]);
  expect(await lines({ from: "2026-03-05", to: "2026-03-05" })).toHaveLength(2);
  expect(await lines({ to: "2026-03-04" })).toHaveLength(0);
  expect(await lines({ from: "2026-03-06" })).toHaveLength(23);
});

test("who voted and which rule filter, together with the others, by index and by looking through", async () => {
  const ids = async (filter: HistoryFilters, bounds?: Bounds) => everything(filter, 4, bounds);
  const looking: Bounds = { ...BOUNDS, sifted: 3, mostVotes: 0 };
  const rejected = await ids({ state: "rejected" });
  expect(await ids({ person: cast.reviewer.id })).toEqual(rejected);
  expect(await ids({ person: cast.reviewer.id }, looking)).toEqual(rejected);
  expect(await ids({ person: cast.second.id })).toEqual([]);
  expect(await ids({ person: cast.reviewer.id, rule: "defaults.read" })).toEqual([]);
  expect(await ids({ rule: "defaults.destructive" })).toEqual(await ids({ tool: "purge" }));
  expect(await ids({ rule: "defaults.destructive" }, looking)).toEqual(await ids({ tool: "purge" }));
  expect(await ids({ rule: "defaults.write", text: "cus_rejected", person: cast.reviewer.id })).toEqual(rejected);
  const cut = await historyPage({ rule: "no.such.rule" }, {}, 4, looking);
  expect(cut).toMatchObject({ lines: [], looked: { sentencesOnly: false } });
  expect(cut.older).not.toBeNull();
});

test("one can page back to where one came from", async () => {
  const first = await historyPage({}, {}, 10);
  const second = await historyPage({}, { older: first.older! }, 10);
  const third = await historyPage({}, { older: second.older! }, 10);
  const back = await historyPage({}, { newer: third.newer! }, 10);
  expect(back.lines).toEqual(second.lines);
  const top = await historyPage({}, { newer: back.newer! }, 10);
  expect(top.lines).toEqual(first.lines);
  expect(top.newer).toBeNull();
});

test("a search finds text in params as it stands, and in sentences", async () => {
  const found = async (text: string) => (await historyPage({ text }, {}, 100)).lines.map(({ summary }) => summary);
  expect(await found("CUS_11")).toEqual(["look_up $111.00 for cus_11"]);
  expect(await found("$117.00")).toEqual(["look_up $117.00 for cus_17"]);
  expect(await found('"quoted" 50%_off')).toHaveLength(1);
  expect(await found('"customer":"cus_11"')).toHaveLength(1);
  expect(await found('"cus_11"')).toHaveLength(1);
  expect(await found("50%")).toHaveLength(1);
  expect(await found("cus%1")).toHaveLength(0);
  expect(await found("cus_rejecte_")).toHaveLength(0);
  expect(await found("\\")).toHaveLength(0);
});

test("a search that stops early says where, and goes on from there without a gap or a repeat", async () => {
  const filter = { text: "cus_1" };
  const whole = (await historyPage(filter, {}, 100)).lines.map(({ id }) => id);
  const byIndex = { firstLook: 2, mostFetched: 100, indexMs: 5_000, longLook: 3, sentences: 100, sifted: 3, mostVotes: 3 };
  const lookingOn = { ...byIndex, mostFetched: 1 };
  for (const bounds of [byIndex, lookingOn]) {
    for (const size of [1, 3, 50]) expect(await everything(filter, size, bounds)).toEqual(whole);
  }
  expect((await historyPage(filter, {}, 50, lookingOn)).looked).toMatchObject({ sentencesOnly: false });
  expect((await historyPage(filter, {}, 50)).looked).toBeNull();
});

test("what only a sentence says is found beside what params say, and the page says how far back sentences were looked at", async () => {
  const search = async (filter: HistoryFilters, sentences: number) => {
    const { lines, looked, older } = await historyPage(filter, {}, 50, { firstLook: 2, mostFetched: 100, indexMs: 5_000, longLook: 1, sentences, sifted: 3, mostVotes: 3 });
    return { found: lines.map(({ summary }) => summary), looked: looked?.sentencesOnly, older };
  };
  // "112.00" stands in a sentence only, "112" in the params of the same action, too.
  expect(await search({ text: "112.00" }, 20)).toEqual({ found: ["refund $112.00 for cus_12"], looked: true, older: null });
  expect(await search({ text: "112" }, 20)).toMatchObject({ found: ["refund $112.00 for cus_12"] });
  expect(await search({ text: "112" }, 3)).toMatchObject({ found: ["refund $112.00 for cus_12"] });
  expect(await search({ text: "112.00" }, 3)).toEqual({ found: [], looked: true, older: null });
  expect(await search({ text: "102.00" }, 3)).toMatchObject({ found: [] });
  expect(await search({ text: "102.00", to: "2026-03-05" }, 3)).toEqual({ found: ["look_up $102.00 for cus_2"], looked: undefined, older: null });
});

test("what most payloads contain is not asked of the index, and nothing is missed for it", async () => {
  expect((await takeSample()).texts.length).toBeGreaterThan(20);
  const bounds = { ...BOUNDS, firstLook: 1, longLook: 1 };
  for (const text of ['"cus_11"', "cus_rejected", "CUS_7", '"quoted" 50%_off', "customer"]) {
    const whole = (await historyPage({ text }, {}, 100)).lines.map(({ id }) => id);
    expect(whole.length).toBeGreaterThan(0);
    expect(await everything({ text }, 50, bounds)).toEqual(whole);
  }
});

test("what is no filter does not filter", () => {
  expect(readFilters({ agent: "x", tier: "urgent", state: ["failed"], from: "yesterday", text: "  ", tool: "refund", other: "1" })).toEqual({ tool: "refund" });
});

test("the history can be narrowed to every agent and tool there is", async () => {
  const choices = await historyChoices();
  expect(choices.agents.map(({ name }) => name)).toEqual(["other-bot", "support-bot"]);
  expect(choices.tools).toContain("refund");
  expect(choices.people.map(({ name }) => name)).toEqual(["Ada", "Olga", "Rita", "Sami"]);
  expect(choices.rules).toContain("defaults.write");
});
