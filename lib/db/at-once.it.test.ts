import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "./testing";
import { transactAtOnce } from "./at-once";
import { db, sql, transact } from "./tx";

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
