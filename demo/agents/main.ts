import { parseArgs } from "node:util";
import { type Action, connect, type Countersign, Refused, Unreachable } from "./client";
import { isOurTurn, runOwn } from "./own-tools";
import { newRun, type Scene } from "./scene";
import { scenesOf } from "./scenes";
import { readSettings, ROLES } from "./settings";
import { watch } from "./watch";

const USAGE = `Plays a support, a finance and a content agent against a running Countersign.

  npm run demo:agent                      propose a dozen actions and end
  npm run demo:agent -- --watch           … and wait for what people decide
  npm run demo:agent -- --run <id>        repeat a run: nothing is proposed twice`;

type Proposed = { countersign: Countersign; scene: Scene; action: Action };

async function main() {
  const { values } = parseArgs({
    options: { watch: { type: "boolean" }, run: { type: "string" }, help: { type: "boolean" } },
  });
  if (values.help) return console.log(USAGE);
  const settings = await readSettings(process.env);
  const run = newRun(values.run ?? Date.now().toString(36));
  console.log(`Run ${run.id} against ${settings.url}`);

  const proposed: Proposed[] = [];
  for (const role of ROLES) {
    console.log(`\nThe ${role} agent`);
    const countersign = connect({ url: settings.url, key: settings.keys[role] });
    for (const scene of scenesOf[role](run)) {
      const action = await propose(countersign, scene, `demo-${run.id}-${scene.name}`, `demo-${run.id}-${role}`);
      if (!action) continue;
      tell(action, `${scene.title} · ${action.tier}: ${action.reasons[0]?.text ?? "no rule"}`);
      proposed.push({ countersign, scene, action });
    }
  }

  if (values.watch) {
    console.log("\nWaiting for what people decide. Ctrl-C ends the wait; the actions stay.");
    const heard = (action: Action) => tell(action, becauseOf(action));
    await Promise.all(
      proposed.map(({ countersign, action }) => watch(countersign, action, settings.acme, heard).catch(explain)),
    );
    console.log("Nothing is open any more.");
    return;
  }

  // What policy allowed at once and the agent runs itself needs nobody to wait for.
  for (const { countersign, action } of proposed.filter(({ action }) => isOurTurn(action))) {
    console.log("\nRun by the agent itself");
    const done = await runOwn(countersign, action, settings.acme).catch(explain);
    if (done) tell(done, becauseOf(done));
  }
  const waiting = proposed.filter(({ action }) => action.state === "pending").length;
  console.log(`\n${waiting} wait for a decision: ${new URL("/queue", settings.url).href}`);
  console.log(`To see what becomes of them: npm run demo:agent -- --run ${run.id} --watch`);
}

const INDENT = " ".repeat(13);

const tell = ({ state, summary, links }: Action, more: string) =>
  console.log([`  ${state.padEnd(9)}  ${summary}`, ...[more, links.review].filter(Boolean).map((line) => INDENT + line)].join("\n"));

/** What people and targets said of it. */
function becauseOf({ state, decision, outcome }: Action): string {
  if (state === "rejected" || state === "approved") {
    return decision ? `${decision.verdict} by ${decision.by}${decision.note && `: ${decision.note}`}` : "";
  }
  const told = outcome?.reason ?? outcome?.response ?? "";
  return (typeof told === "string" ? told : JSON.stringify(told)).slice(0, 300);
}

async function propose({ submit }: Countersign, { title, proposal }: Scene, idempotencyKey: string, session: string) {
  try {
    return await submit({ ...proposal, session }, { idempotencyKey });
  } catch (error) {
    if (!(error instanceof Refused) || error.status === 401) throw error;
    console.log(`  refused    ${title}`);
    return explain(error);
  }
}

/** A refusal in the words of the gateway; the rest of the run goes on. */
function explain(error: unknown): undefined {
  if (!(error instanceof Refused)) throw error;
  process.exitCode = 1;
  const faults = error.faults.map(({ pointer, detail }) => `\n${INDENT}${pointer} ${detail}`).join("");
  console.log(`${INDENT}${error.status} ${error.code}: ${error.message}${faults}`);
}

main().catch((error: Error) => {
  if (error instanceof Unreachable || error instanceof Refused) console.error(`\n${error.message}`);
  else console.error(`\n${error.message.startsWith("The demo") ? error.message : (error.stack ?? error.message)}`);
  process.exit(1);
});
