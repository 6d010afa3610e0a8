import { beforeAll, expect, test, vi } from "vitest";
import { useDatabase } from "./testing";
import { transactAtOnce } from "./at-once";
import { db, finder, sql, transact, type Errand } from "./tx";

useDatabase();
beforeAll(async () => {
  await transact((tx) => tx.run(sql`INSERT INTO settings (key, value) VALUES ('kept', '0')`));
});

const keys = async () => (await db.all<{ key: string }>(sql`SELECT key FROM settings ORDER BY key`)).map(({ key }) => key);
const put = (key: string) => sql`INSERT INTO settings (key, value) VALUES (${key}, '0')`;

test("what is sent at once is one transaction: of two statements, the second one's fault takes the first with it", async () => {
  const delivered: string[] = [];
  const both = transactAtOnce(async (tx) => {
    tx.afterCommit(() => delivered.push("never"));
    await Promise.all([tx.run(put("first")), tx.run(put("kept"))]);
  });
  await expect(both).rejects.toMatchObject({ code: "23505" });
  expect(await keys()).not.toContain("first");
  expect(delivered).toEqual([]);
});

test("a fault that the work itself swallows is still no commit", async () => {
  const quiet = transactAtOnce(async (tx) => {
    await Promise.allSettled([tx.run(put("second")), tx.run(put("kept"))]);
  });
  await expect(quiet).rejects.toThrow("rolled back");
  expect(await keys()).not.toContain("second");
});

test("it delivers after the commit, with what the statements gave", async () => {
  const delivered: string[][] = [];
  let seen: Promise<string[]> | undefined;
  const counts = await transactAtOnce(async (tx) => {
    tx.afterCommit(() => {
      seen = keys();
      delivered.push(["done"]);
    });
    return Promise.all([tx.run(put("third")), tx.run(put("fourth"))]);
  });
  expect(counts).toEqual([1, 1]);
  expect(delivered).toHaveLength(1);
  expect(await seen).toEqual(expect.arrayContaining(["third", "fourth"]));
});

test("a single statement is a transaction by itself", async () => {
  const row = await transactAtOnce((tx) => tx.one<{ key: string }>(sql`INSERT INTO settings (key, value) VALUES ('fifth', '0') RETURNING key`));
  expect(row).toEqual({ key: "fifth" });
  expect(await keys()).toContain("fifth");
});

test("a statement that comes after the first wait is refused, since the commit has gone out", async () => {
  const late = transactAtOnce(async (tx) => {
    await tx.run(sql`SELECT 1`);
    await tx.run(put("late"));
  });
  await expect(late).rejects.toThrow("has been sent");
  expect(await keys()).not.toContain("late");
});

test("connections are as good as new after a fault", async () => {
  for (let i = 0; i < 40; i++) await expect(transactAtOnce((tx) => tx.run(put("kept")))).rejects.toMatchObject({ code: "23505" });
  expect(await transactAtOnce((tx) => tx.all<{ one: number }>(sql`SELECT 1 AS one`))).toEqual([{ one: 1 }]);
});

test("callers that come together share one transaction", async () => {
  const xids = await Promise.all(
    Array.from({ length: 20 }, () => transactAtOnce((tx) => tx.one<{ xid: string }>(sql`SELECT pg_current_xact_id()::text AS xid`))),
  );
  expect(new Set(xids.map((row) => row!.xid)).size).toBe(1);
});

test("of callers that share a transaction, one's fault is its own: the others' work is kept, once, and each is told its end", async () => {
  const delivered: string[] = [];
  const named = Array.from({ length: 12 }, (_, i) => (i === 5 ? "kept" : `shared-${i}`));
  const ends = await Promise.allSettled(
    named.map((key) =>
      transactAtOnce((tx) => {
        tx.afterCommit(() => delivered.push(key));
        return tx.run(put(key));
      }),
    ),
  );
  expect(ends.map(({ status }) => status)).toEqual(named.map((key) => (key === "kept" ? "rejected" : "fulfilled")));
  expect(ends[5]).toMatchObject({ reason: { code: "23505" } });
  const good = named.filter((key) => key !== "kept");
  expect(await keys()).toEqual(expect.arrayContaining(good));
  expect(delivered.toSorted()).toEqual(good.toSorted());
});

test("prepared reads that come together each have their own answer and their own fault", async () => {
  const ends = await Promise.allSettled(
    Array.from({ length: 10 }, (_, i) => db.one<{ n: number }>(sql`SELECT 10 / (${i}::int - 3) AS n`, "divides")),
  );
  expect(ends[3]).toMatchObject({ status: "rejected", reason: { code: "22012" } });
  expect(ends[5]).toMatchObject({ status: "fulfilled", value: { n: 5 } });
  expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(9);
});

test("who asks for rows by id together is one statement, each with their own answer, and its fault is everybody's", async () => {
  const asked: string[][] = [];
  const find = finder<{ key: string; value: string }>("settings-by-key", (ids) => {
    asked.push(ids);
    return sql`SELECT key, value::text AS value FROM settings WHERE key = ANY(${ids}) AND 1 / (CASE WHEN 'broken' = ANY(${ids}) THEN 0 ELSE 1 END) = 1`;
  });
  expect(await Promise.all([find("kept"), find("nowhere"), find("kept")])).toMatchObject([{ value: "0" }, undefined, { value: "0" }]);
  expect(asked).toEqual([["kept", "nowhere"]]);

  expect(await Promise.allSettled([find("kept"), find("broken")])).toMatchObject([{ status: "rejected", reason: { code: "22012" } }, { status: "rejected" }]);
  expect(await find("kept"), "and the next ask again").toMatchObject({ value: "0" });
});

const errand: Errand = { name: "test-errand", statement: (ids) => sql`INSERT INTO settings (key, value) SELECT 'errand ' || id, '0' FROM unnest(${ids}::text[]) AS id WHERE EXISTS (SELECT FROM settings WHERE key = id) ON CONFLICT DO NOTHING` };
const withErrand = (key: string, statement = put(key)) =>
  transactAtOnce((tx) => {
    tx.behind(errand, key);
    return tx.run(statement);
  });

test("an errand comes behind the commit and sees what it left; those that share a transaction run theirs though one of them undid it all", async () => {
  const all = await Promise.allSettled([withErrand("one"), withErrand("faulty", sql`INSERT INTO settings (key, value) VALUES ('faulty', (1 / 0)::text)`), withErrand("two")]);
  expect(all.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  await vi.waitUntil(async () => (await keys()).filter((key) => key.startsWith("errand")).length >= 2, 10_000);
  expect((await keys()).filter((key) => key.startsWith("errand"))).toEqual(["errand one", "errand two"]);
});

test("an errand that fails is nobody's fault", async () => {
  const broken: Errand = { name: "broken-errand", statement: () => sql`SELECT 1 / 0` };
  const row = await transactAtOnce((tx) => {
    tx.behind(broken, "any");
    return tx.one<{ one: number }>(sql`SELECT 1 AS one`);
  });
  expect(row).toEqual({ one: 1 });
  expect(await transact((tx) => tx.one(sql`SELECT 2 AS two`))).toEqual({ two: 2 });
});
