// One backend's run: `node --import tsx e2e/failures/backend.ts <options as JSON>`. Lines of JSON on stdout.
import { Client } from "./client";
import { score } from "./books";
import type { Options } from "./options";
import { SCENARIOS } from "./scenarios/all";
import { World, type Backend } from "./world";

const { backend, names, kills, actions } = JSON.parse(process.argv[2]!) as Options & { backend: Backend };
const began = performance.now();
const say = (text: string) => process.stderr.write(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${backend.padEnd(8)} ${text}\n`);

const world = new World(backend);
let closed: Promise<void> | undefined;
const close = () => (closed ??= world.close());
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void close().finally(() => process.exit(130)));

let whole = true;
try {
  await world.open();
  const client = new Client(world);
  for (const name of names) {
    say(name);
    try {
      const account = await SCENARIOS[name]!({ world, client, name, kills, actions });
      const told = await score(world, client, name, account);
      for (const broken of told.broken.slice(0, 20)) say(`BROKEN  ${broken}`);
      whole &&= told.broken.length === 0 && told.lost === 0 && told.doubled === 0;
      process.stdout.write(`${JSON.stringify({ ...told, broken: told.broken.length })}\n`);
    } catch (error) {
      whole = false;
      say(`FAILED  ${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      process.stdout.write(`${JSON.stringify({ scenario: name, backend, broken: 1, error: (error instanceof Error ? error.message : String(error)).slice(0, 300) })}\n`);
      await world.recover();
    }
  }
} catch (error) {
  whole = false;
  say(`the world could not be made: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
} finally {
  await close();
}
process.exit(closed && whole ? 0 : 1);
