import { expect, test } from "vitest";
import { useDatabase } from "./testing";
import { db, sql, transact } from "./tx";

const database = useDatabase();

test("a connection that breaks between two statements fails its transaction, and not the process", async () => {
  const work = transact(async (tx) => {
    const { pid } = (await tx.one<{ pid: number }>(sql`SELECT pg_backend_pid() AS pid`))!;
    await database.asOwner((client) => client.query("SELECT pg_terminate_backend($1)", [pid]));
    // Long enough for the news to arrive while no statement waits for an answer.
    await new Promise((resolve) => setTimeout(resolve, 100));
    await tx.run(sql`SELECT 1`);
  });
  await expect(work).rejects.toThrow(/terminat|not queryable|closed/i);
  expect(await db.one(sql`SELECT 1 AS one`)).toEqual({ one: 1 });
});
