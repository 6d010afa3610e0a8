import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { waitUntil } from "../process.mjs";
import { ROOT } from "../tree.mjs";

const PRELOAD = pathToFileURL(path.join(ROOT, "scripts", "up", "end-with-parent.mjs")).href;
const LIMIT = 25_000; // longer than what they give themselves
const LARGE = 20 * 1024 * 1024;

/**
 * Starts processes and keeps them running: one that dies is started again, with a growing pause.
 * @param {{ data: ReturnType<import("./data.mjs").openData>, say: (text: string) => void, onStart: (name: string, pid: number) => void }} options
 */
export function keepRunning({ data, say, onStart }) {
  const kept = [];
  let ending = false;

  /** Starts a TypeScript program; its output goes to logs/<name>.log. */
  function start(name, program, env) {
    const one = { name, process: undefined, ended: undefined, from: 0, pauses: 0, timer: undefined };
    kept.push(one);
    const log = data.log(name);
    if (fs.existsSync(log) && fs.statSync(log).size > LARGE) fs.renameSync(log, `${log}.1`);

    const launch = () => {
      const since = Date.now();
      one.from = fs.existsSync(log) ? fs.statSync(log).size : 0;
      one.ended = undefined;
      const out = fs.openSync(log, "a");
      // A group of its own: Ctrl-C reaches us alone, and we end things in their order.
      const child = spawn(process.execPath, ["--import", "tsx", "--import", PRELOAD, program], {
        cwd: ROOT,
        env: { ...env, COUNTERSIGN_PROCESS: name },
        stdio: ["pipe", out, out],
        detached: true,
      });
      fs.closeSync(out);
      one.process = child;
      child.stdin.on("error", () => {}); // it ended; "exit" says so
      if (child.pid) onStart(name, child.pid);
      const ended = (how) => {
        if (one.ended) return;
        one.ended = how;
        if (ending || one.failsStart) return;
        if (Date.now() - since > 60_000) one.pauses = 0;
        const pause = Math.min(30, 2 ** one.pauses++);
        say(`${name} ended (${how}); starting it again in ${pause} s. Its last words, from ${path.relative(process.cwd(), log)}:\n${lastWords(one)}`);
        one.timer = setTimeout(launch, pause * 1000);
      };
      child.once("error", (error) => ended(error.message));
      child.once("exit", (code, signal) => ended(signal ?? `code ${code}`));
    };
    const printed = () => fs.readFileSync(log, "utf8").slice(one.from);
    const lastWords = () => `  ${printed().trim().split("\n").slice(-15).join("\n  ")}`;

    launch();
    return {
      /** Waits for the first `isReady`; a process that ends before is an error, not started again. */
      async ready(isReady, limit = 60_000) {
        one.failsStart = true;
        const so = await waitUntil(async () => one.ended || ending || (await isReady(printed)), limit, 100);
        one.failsStart = false;
        if (ending) return;
        if (one.ended) throw new Error(`${name} did not start (${one.ended}). It said:\n${lastWords()}`);
        if (!so) throw new Error(`${name} is not ready after ${limit / 1000} s. It said:\n${lastWords()}`);
      },
    };
  }

  /** Ends them all: politely, and after a limit not. */
  async function end(hurry = LIMIT) {
    ending = true;
    const left = () => kept.filter((one) => one.process?.pid && !one.ended);
    for (const one of kept) clearTimeout(one.timer);
    for (const one of left()) one.process.kill("SIGTERM");
    if (await waitUntil(() => left().length === 0, hurry)) return;
    say(`Not ended within ${hurry / 1000} s, killed: ${left().map((one) => one.name).join(", ")}`);
    for (const one of left()) one.process.kill("SIGKILL");
    await waitUntil(() => left().length === 0, 5_000);
  }

  return { start, end };
}
