import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { settled, type Account } from "@/e2e/failures/books";
import { connected } from "@/scripts/db/migrate.mjs";
import type { World } from "@/e2e/failures/world";
import type { Scenario } from "./scenario";

const MIGRATE = fileURLToPath(new URL("../../../scripts/migrate.mjs", import.meta.url));

/** Each process is taken down and up in turn under load, as a new version would be rolled out. */
export const rollingRestart: Scenario = async ({ world, client, name }): Promise<Account> => {
  await world.allUp();
  world.target.latencyMs = () => 50 + Math.random() * 300;
  let over = false;
  let restarts = 0;
  const rolling = (async () => {
    for (const program of [world.webs[0]!, world.workers[0]!, world.webs[1]!, world.workers[1]!]) {
      await program.stop();
      await program.start();
      restarts++;
    }
  })().finally(() => (over = true));
  // The load lasts as long as the restarts do.
  const acknowledged = await client.loadUntil(name, () => over, { each: 9, at: 3, pauseMs: 150 });
  await rolling;
  const drained = await settled(world, acknowledged);
  const broken: string[] = [];
  if (restarts !== 4) broken.push(`${restarts} of 4 restarts`);
  broken.push(...(await failingMigration(world)));
  // Whoever is asked to stop finishes what it has begun: nothing was in doubt.
  return {
    acknowledged,
    resumedWithinS: drained ?? 60,
    broken,
    expected: new Map(acknowledged.map(({ ref }) => [ref, ["succeeded"]])),
    more: { restarts, sent_again: acknowledged.filter(({ tries }) => tries > 1).length },
  };
};

/** A migration that meets something in its way says which one it is, why, and how to go on. */
async function failingMigration(world: World): Promise<string[]> {
  const at = (url: string) => Object.assign(new URL(url), { pathname: "/in_the_way" }).toString();
  await world.asSuperuser((client) => client.query("CREATE DATABASE in_the_way OWNER countersign_owner"));
  await connected(at(world.ownerUrl), (client) => client.query("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"));
  const { status, stdout, stderr } = spawnSync(process.execPath, [MIGRATE], {
    env: { ...process.env, DATABASE_OWNER_URL: at(world.ownerUrl), DATABASE_URL: at(process.env.DATABASE_URL!) },
    encoding: "utf8",
    timeout: 60_000,
  });
  const said = stdout + stderr;
  await world.asSuperuser((client) => client.query("DROP DATABASE in_the_way WITH (FORCE)"));
  const told = /Migration \d+_guards failed/.test(said) && /"refuse" already exists/.test(said) && said.includes("--retry");
  return status === 1 && told ? [] : [`a migration that fails ends with ${status} and says: ${said.slice(0, 500)}`];
}
