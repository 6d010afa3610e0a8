import { spawn, type ChildProcess } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { waitUntil } from "@/scripts/process.mjs";

const ROOT = path.resolve(import.meta.dirname, "..", "..");
const preload = (...parts: string[]) => ["--import", pathToFileURL(path.join(ROOT, ...parts)).href];

/** Long: a machine that does much else starts slowly, and that is no fault of what is started. */
const READY_MS = 300_000;

/** A real process of the product, started, killed, paused and stopped by its number. */
export class Program {
  private child: ChildProcess | undefined;
  /** How each start ended that nobody here asked to end. */
  readonly crashes: string[] = [];
  private clockOffset = 0;

  constructor(
    readonly name: string,
    private readonly file: string,
    private readonly env: Record<string, string>,
    private readonly logFile: string,
    private readonly readyWords: string,
  ) {}

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  get running(): boolean {
    return this.child !== undefined;
  }

  /** Whether it runs, with its clock `offset` seconds off. */
  runsAt(offset: number): boolean {
    return this.running && this.clockOffset === offset;
  }

  /** Starts it and waits until it says that it is ready. `clock`: seconds by which its clock is off. */
  async start(clock = 0): Promise<void> {
    if (this.child) return;
    this.clockOffset = clock;
    const from = fs.existsSync(this.logFile) ? fs.statSync(this.logFile).size : 0;
    const log = fs.openSync(this.logFile, "a");
    const skewed = clock === 0 ? [] : preload("e2e", "failures", "clock.mjs");
    // It ends when its input closes: nothing outlives this suite, however that ends.
    const args = [...skewed, "--import", "tsx", ...preload("scripts", "up", "end-with-parent.mjs"), this.file];
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, ...this.env, COUNTERSIGN_PROCESS: this.name, CLOCK_OFFSET_S: String(clock) },
      stdio: ["pipe", log, log],
    });
    fs.closeSync(log);
    child.stdin?.on("error", () => {});
    this.child = child;
    let ended: string | undefined;
    let crashed = false;
    child.once("exit", (code, signal) => {
      ended = signal ?? `code ${code}`;
      if (this.child !== child) return;
      this.child = undefined;
      crashed = true;
      this.crashes.push(`${this.name} ended by itself (${ended}): ${this.lastWords()}`);
    });
    const said = () => fs.readFileSync(this.logFile, "utf8").slice(from);
    const ready = await waitUntil(() => ended !== undefined || this.child !== child || said().includes(this.readyWords), READY_MS, 50);
    if (crashed) throw new Error(this.crashes.at(-1));
    if (this.child !== child) return; // killed while it started
    if (!ready) throw new Error(`${this.name} was not ready within ${READY_MS / 60_000} minutes. It said:\n${this.lastWords()}`);
  }

  /** SIGKILL: no last words, no clean-up. */
  async kill(): Promise<void> {
    await this.end("SIGKILL", 5_000);
  }

  /** SIGTERM, as an orchestrator would. */
  async stop(): Promise<void> {
    await this.end("SIGTERM", 30_000);
  }

  pause(): void {
    this.child?.kill("SIGSTOP");
  }

  resume(): void {
    this.child?.kill("SIGCONT");
  }

  private async end(signal: NodeJS.Signals, limit: number): Promise<void> {
    const child = this.child;
    if (!child) return;
    this.child = undefined;
    const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    const late = setTimeout(() => child.kill("SIGKILL"), limit);
    child.kill(signal);
    await gone;
    clearTimeout(late);
  }

  lastWords(): string {
    return fs.readFileSync(this.logFile, "utf8").trim().split("\n").slice(-8).join("\n");
  }
}
