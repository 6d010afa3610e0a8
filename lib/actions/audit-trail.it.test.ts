import type pg from "pg";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { verifyAudit, type Finding } from "@/lib/audit/verify";
import { useDatabase } from "@/lib/db/testing";
import { cancel } from "./cancel";
import { approve, reject } from "./decide";
import { execute } from "./execute";
import { retry } from "./retry";
import { revise } from "./revise";
import { rollBack } from "./roll-back";
import { actionById, type ActionRow } from "./row";
import { addTool, assemble, propose, seen, type Cast } from "./testing";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
const database = useDatabase();
let cast: Cast;
let executed: ActionRow;
let rejected: ActionRow;

/** A bit of everything that happens to actions. */
beforeAll(async () => {
  cast = await assemble();
  await addTool("stubborn", { access: "write", binding: { fail: "failed" } });
  await addTool("charge", { access: "write", sensitive: ["/card"] });

  executed = await propose(cast.agent);
  await approve(cast.reviewer, await seen(executed));
  await execute(cast.worker, executed.id);
  await rollBack(cast.second, { id: executed.id, revision: 1, note: "the wrong order" });

  rejected = await propose(cast.agent);
  await reject(cast.second, { ...(await seen(rejected)), note: 'not "approved": {"to":"approved"}' });

  const revised = await propose(cast.agent);
  await revise(cast.reviewer, { id: revised.id, revision: 1, params: { customer: "cus_81", amount: 20 }, note: "less" });
  await approve(cast.second, await seen(revised));

  const stubborn = await propose(cast.agent, "stubborn");
  await approve(cast.reviewer, await seen(stubborn));
  await execute(cast.worker, stubborn.id);
  await retry(cast.second, { id: stubborn.id, revision: 1, note: "again" });

  await propose(cast.agent, "charge", { customer: "cus_81", amount: 5, card: "4242424242424242" });
  await cancel(cast.agent, { id: (await propose(cast.agent, "purge")).id, note: "changed my mind" });
}, 60_000);

// The fixtures write versions by hand, without the verbs' events.
const ofFixtures = ({ table }: Finding) => /^(policy|tool|connector)_versions$/.test(table);

async function findings(): Promise<Finding[]> {
  const found: Finding[] = [];
  await verifyAudit((finding) => found.push(finding), database.appUrl);
  return found.filter((finding) => !ofFixtures(finding));
}

/** Does it behind the guards, as the database's owner could; and puts it back. */
async function tampered(change: string[], values: unknown[][] = []): Promise<Finding[]> {
  const guards = async (client: pg.Client, how: string) => {
    for (const table of ["audit_events", "revisions", "classifications"]) await client.query(`ALTER TABLE ${table} ${how} TRIGGER USER`);
  };
  return database.asOwner(async (client) => {
    await client.query("ALTER TABLE actions DROP CONSTRAINT IF EXISTS actions_newest_event");
    await guards(client, "DISABLE");
    for (const table of ["audit_events", "revisions", "decisions", "attempts", "actions"]) await client.query(`CREATE TABLE kept_${table} AS TABLE ${table}`);
    for (const [index, statement] of change.entries()) await client.query(statement, values[index]);
    const found = await findings();
    await client.query("TRUNCATE audit_events, revisions, decisions, attempts, actions CASCADE");
    for (const table of ["actions", "audit_events", "revisions", "decisions", "attempts"]) {
      await client.query(`INSERT INTO ${table} TABLE kept_${table}`);
      await client.query(`DROP TABLE kept_${table}`);
    }
    await guards(client, "ENABLE");
    return found;
  });
}

test("what the verbs wrote is found to be what was recorded", async () => {
  expect(await findings()).toEqual([]);
});

describe("probe 8: what was tampered with is named", () => {
  const ofAction = (table: string, fault: RegExp) => [expect.objectContaining({ table, fault: expect.stringMatching(fault) })];

  test("an event whose text was altered", async () => {
    const found = await tampered([`UPDATE audit_events SET canonical = replace(canonical, 'the wrong order', 'the right order') WHERE canonical LIKE '%the wrong order%'`]);
    expect(found.length).toBeGreaterThan(0);
    expect(found).toEqual(expect.arrayContaining(ofAction("audit_events", /hash is not that of its canonical text/)));
  });

  test("an event whose actor was altered", async () => {
    const found = await tampered([`UPDATE audit_events SET actor_id = $1 WHERE action_id = $2 AND type = 'action.approved'`], [[cast.second.id, executed.id]]);
    expect(found).toEqual(expect.arrayContaining(ofAction("audit_events", /actor_id is ".*", and was ".*" when it was hashed/)));
  });

  test("an event altered together with its hash, by what else tells of it", async () => {
    const found = await tampered(
      [`UPDATE audit_events SET actor_id = $1, canonical = replace(canonical, actor_id, $1), hash = sha256(convert_to(replace(canonical, actor_id, $1), 'UTF8')) WHERE action_id = $2 AND type = 'action.rejected'`],
      [[cast.reviewer.id, rejected.id]],
    );
    expect(found).toEqual(expect.arrayContaining([...ofAction("decisions", /no event says that person/), ...ofAction("decisions", /no decision of theirs is there/)]));
  });

  test("an event in the middle that was deleted", async () => {
    const found = await tampered([`DELETE FROM audit_events WHERE action_id = $1 AND action_number = 2`], [[executed.id]]);
    expect(found).toEqual(expect.arrayContaining(ofAction("actions", /missing: 2$/)));
  });

  test("the newest event of an action that was deleted", async () => {
    const found = await tampered([`DELETE FROM audit_events WHERE action_id = $1 AND action_number = 2`], [[rejected.id]]);
    expect(found).toEqual(expect.arrayContaining([...ofAction("actions", /it counts 2 events; missing: 2/), ...ofAction("actions", /its last move led to pending/)]));
  });

  test("the payload of an approved revision", async () => {
    const found = await tampered([`UPDATE revisions SET canonical = replace(canonical, '120', '920') WHERE action_id = $1`], [[executed.id]]);
    expect(found).toEqual(ofAction("revisions", /the payload is not what was hashed/));
  });

  test("a payload altered together with its hash", async () => {
    const found = await tampered(
      [`UPDATE revisions SET canonical = replace(canonical, '120', '920'), payload_hash = sha256(convert_to(replace(canonical, '120', '920'), 'UTF8')) WHERE action_id = $1`],
      [[executed.id]],
    );
    expect(found).toEqual(expect.arrayContaining([...ofAction("revisions", /no event says that this payload was proposed/), ...ofAction("decisions", /bound to another payload/)]));
  });

  test("a sealed payload", async () => {
    const found = await tampered([`UPDATE revisions SET sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) WHERE sealed IS NOT NULL`]);
    expect(found).toEqual(ofAction("revisions", /does not open/));
  });

  test("an approver's id", async () => {
    const found = await tampered([`UPDATE decisions SET person_id = $1 WHERE action_id = $2`], [[cast.second.id, executed.id]]);
    expect(found).toEqual(expect.arrayContaining(ofAction("decisions", new RegExp(`no event says that person ${cast.second.id}`))));
  });

  test("a decision that was deleted", async () => {
    const found = await tampered([`DELETE FROM decisions WHERE action_id = $1`], [[executed.id]]);
    expect(found).toEqual(ofAction("decisions", /no decision of theirs is there/));
  });

  test("an attempt that was deleted, and one that says it succeeded", async () => {
    expect(await tampered([`DELETE FROM attempts WHERE action_id = $1`], [[executed.id]])).toEqual(ofAction("attempts", /the attempt is not there/));
    expect(await tampered([`UPDATE attempts SET outcome = 'succeeded'`])).toEqual(ofAction("attempts", /no event does/));
  });

  test("an action's state", async () => {
    const found = await tampered([`UPDATE actions SET state = 'approved', event_count = event_count + 1 WHERE id = $1`, `UPDATE actions SET event_count = event_count - 1 WHERE id = $1`], [[rejected.id], [rejected.id]]);
    expect(found).toEqual(ofAction("actions", /its state is approved, and its last move led to rejected/));
  });

  test("everything of an action but its events", async () => {
    const found = await tampered([`DELETE FROM decisions WHERE action_id = $1`, `DELETE FROM revisions WHERE action_id = $1`, `DELETE FROM classifications WHERE action_id = $1`, `DELETE FROM actions WHERE id = $1`], Array.from({ length: 4 }, () => [rejected.id]));
    expect(found).toEqual(expect.arrayContaining(ofAction("actions", /its events are there, its row is gone/)));
  });
});

test("an erased payload is counted apart, and is no fault", async () => {
  await database.asOwner(async (client) => {
    await client.query("ALTER TABLE revisions DISABLE TRIGGER USER");
    await client.query("UPDATE revisions SET canonical = NULL, sealed = NULL, params = '' WHERE action_id = $1", [rejected.id]);
    await client.query("ALTER TABLE revisions ENABLE TRIGGER USER");
  });
  const result = await verifyAudit(() => {}, database.appUrl);
  expect(result.erased).toBe(1);
  expect(await findings()).toEqual([]);
  expect(await actionById(rejected.id)).toMatchObject({ state: "rejected" });
});
