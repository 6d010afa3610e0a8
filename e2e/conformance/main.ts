// npm run conformance -- --url https://… --key csk_…: what must hold of any deployment, shown from outside.
import { parseArgs } from "node:util";
import { Deployment, Missing, Skipped } from "./deployment";
import { probes } from "./probes";

const USAGE = `npm run conformance -- --url https://countersign.example --key csk_… [--other-key csk_…] [--person email:password …] [--only 1,9]

  --url        the deployment
  --key        an agent's key with the usual scopes. Probes propose calls of a tool that nobody registered
               ("conformance_probe"), so nothing can run, and withdraw them at the end
  --other-key  a key of another agent: nothing of one reaches the other
  --person     somebody who may decide and does not own the agent; given twice, deciders are two
  --only       some probes by number

A test key (csk_test_…) will do, and keeps the probes out of the live lists. Everything stays in the audit trail.
CONFORMANCE_KEY, CONFORMANCE_OTHER_KEY and CONFORMANCE_PERSON may be in the environment instead.`;

const say = (text: string) => process.stdout.write(`${text}\n`);

function read() {
  try {
    const { values } = parseArgs({
      options: { url: { type: "string" }, key: { type: "string" }, "other-key": { type: "string" }, person: { type: "string", multiple: true }, only: { type: "string" }, help: { type: "boolean" } },
    });
    const { CONFORMANCE_KEY, CONFORMANCE_OTHER_KEY, CONFORMANCE_PERSON } = process.env;
    const key = values.key ?? CONFORMANCE_KEY;
    if (values.help || !values.url || !key) throw new Error(USAGE);
    const people = values.person ?? (CONFORMANCE_PERSON ? [CONFORMANCE_PERSON] : []);
    return { url: values.url, key, otherKey: values["other-key"] ?? CONFORMANCE_OTHER_KEY, people, only: values.only?.split(",").map(Number) };
  } catch (error) {
    say((error as Error).message);
    process.exit(2);
  }
}

const given = read();
const deployment = new Deployment(given.url, given.key);
const alive = await deployment.asAgent("GET", "/actions?limit=1").catch((error: unknown) => ({ status: 0, text: String((error as Error).cause ?? error) }));
if (alive.status !== 200) {
  say(`${given.url} does not accept the key: ${alive.status} ${alive.text.slice(0, 300)}`);
  process.exit(2);
}
const people: string[] = [];
for (const person of given.people) {
  const at = person.indexOf(":");
  people.push(await deployment.signIn(person.slice(0, at), person.slice(at + 1)));
}

const counts = { held: 0, missing: 0, skipped: 0 };
for (const probe of probes.filter(({ number }) => given.only?.includes(number) ?? true)) {
  const label = `${String(probe.number).padStart(2)}  ${probe.title}`;
  try {
    const found = await probe.run({ deployment, otherKey: given.otherKey, people });
    counts.held++;
    say(`ok       ${label}\n             ${found}`);
  } catch (error) {
    const skipped = error instanceof Skipped;
    counts[skipped ? "skipped" : "missing"]++;
    say(`${skipped ? "skipped" : "MISSING"}  ${label}\n             ${error instanceof Missing || skipped ? error.message : ((error as Error).stack ?? String(error))}`);
  }
}
await deployment.tidy();
say(`\n${counts.held} held, ${counts.missing} missing, ${counts.skipped} skipped`);
process.exit(counts.missing > 0 ? 1 : 0);
