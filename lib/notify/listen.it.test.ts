import { afterAll, expect, test } from "vitest";
import { useDatabase } from "@/lib/db/testing";
import { db, sql } from "@/lib/db/tx";
import { newId } from "@/lib/ids";
import { CHANNEL } from "./announce";
import { allChanges, stopListening } from "./listen";

useDatabase();
afterAll(stopListening);

const say = (payload: string) => db.run(sql`SELECT pg_notify(${CHANNEL}, ${payload})`);

test("a notification of somebody else's making ends no process and reaches nobody", async () => {
  const heard: (string | undefined)[] = [];
  const ending = new AbortController();
  const id = newId();
  const listening = (async () => {
    for await (const change of allChanges(ending.signal)) if (change !== undefined) heard.push(change);
  })();
  for (let i = 0; heard.length === 0 && i < 200; i++) {
    await say("error,any");
    await say(id);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  ending.abort();
  await listening;
  expect(new Set(heard)).toEqual(new Set([id]));
});
