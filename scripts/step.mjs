import { spawn } from "node:child_process";
import { ROOT } from "./tree.mjs";

const running = new Set();
let ending = false;

/**
 * Runs a command to its end. Resolves with what it printed; rejects with the last lines of it.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, show?: boolean, what?: string, limit?: number }} [options]
 */
export function step(command, args, { env = process.env, cwd = ROOT, show = false, what = command, limit } = {}) {
  return new Promise((resolve, reject) => {
    if (ending) return reject(new Error(`${what} is not begun any more`));
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    running.add(child);
    const timer = limit && setTimeout(() => child.kill("SIGTERM"), limit);
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (text) => {
        said += text;
        if (show) process.stdout.write(text);
      });
    }
    const end = (failure) => {
      clearTimeout(timer);
      running.delete(child);
      if (!failure) return resolve(said);
      const last = show ? "" : `:\n${shortened(said)}`;
      reject(Object.assign(new Error(`${what} ${failure}${last}`), { said }));
    };
    child.once("error", (error) => end(`could not be started (${error.message})`));
    child.once("close", (code, signal) => end(code === 0 ? "" : `failed (${signal ?? `code ${code}`})`));
  });
}

/** Ends the commands that are still running, begins none any more, and waits: they have things of their own to end. */
export async function endSteps() {
  ending = true;
  const ended = [...running].map((child) => new Promise((resolve) => child.once("close", resolve)));
  for (const child of running) child.kill("SIGTERM");
  await Promise.race([Promise.all(ended), new Promise((resolve) => setTimeout(resolve, 30_000).unref())]);
}

function shortened(said) {
  const lines = said.trim().split("\n").map((line) => `  ${line}`);
  return (lines.length > 60 ? [...lines.slice(0, 20), "  …", ...lines.slice(-40)] : lines).join("\n");
}
