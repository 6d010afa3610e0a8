import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Client } from "pg";
import { closePool } from "@/lib/db/pool";
import { ensurePolicy } from "@/lib/policy/versions";
import { connected, migrate } from "@/scripts/db/migrate.mjs";
import { startPostgres, type Postgres } from "@/scripts/db/postgres.mjs";
import { ensureDatabase } from "@/scripts/db/roles.mjs";
import { freePort, waitUntil } from "@/scripts/process.mjs";
import { startRedis } from "@/scripts/test/redis.mjs";
import { assemble, type Cast } from "./cast";
import { Program } from "./program";
import { Target } from "./target";

export type Backend = "postgres" | "redis";

/** Short, so that what a lease and a sweep repair is repaired while we look. */
export const LEASE_S = 3;
const SWEEP_S = 0.25;

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
export const randomBelow = (most: number): number => Math.floor(Math.random() * most);

/** The product as it runs in production on a PostgreSQL (and Redis) of its own, and a target that notes every call. */
export class World {
  readonly target = new Target();
  readonly webs: Program[] = [];
  readonly workers: Program[] = [];
  cast!: Cast;
  ownerUrl!: string;
  superuserUrl!: string;

  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "countersign-failures-"));
  private readonly password = randomBytes(18).toString("base64url");
  private postgres: Postgres | undefined;
  private postgresPort = 0;
  private redis: { stop: () => Promise<void> } | undefined;
  private redisPort = 0;
  private readonly webPorts: number[] = [];

  constructor(readonly backend: Backend) {}

  async open(): Promise<void> {
    await this.target.start();
    await this.startPostgres();
    const url = (user: string, database: string) => `postgresql://${user}:${this.password}@127.0.0.1:${this.postgresPort}/${database}`;
    const [appUrl, ownerUrl] = [url("countersign_app", "countersign"), url("countersign_owner", "countersign")];
    this.ownerUrl = ownerUrl;
    this.superuserUrl = url("postgres", "countersign");
    await ensureDatabase(url("postgres", "postgres"), {
      database: "countersign",
      owner: { name: "countersign_owner", password: this.password },
      app: { name: "countersign_app", password: this.password },
    });
    await migrate({ ownerUrl, appUrl });
    if (this.backend === "redis") await this.startRedis();
    for (let i = 0; i < 2; i++) this.webPorts.push(await freePort(0));

    const env = {
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      DATABASE_URL: appUrl,
      DATABASE_POOL: "10",
      REDIS_URL: this.backend === "redis" ? `redis://127.0.0.1:${this.redisPort}` : "",
      HOST: "127.0.0.1",
      PUBLIC_URL: `http://127.0.0.1:${this.webPorts[0]}`,
      AUTH_SECRET: randomBytes(32).toString("base64url"),
      ENCRYPTION_KEYS: `1:${randomBytes(32).toString("base64")}`,
      DATA_DIR: this.folder,
      LOG_LEVEL: "info",
      ALLOW_PRIVATE_TARGETS: "true",
      LEASE_SECONDS: String(LEASE_S),
      SWEEP_SECONDS: String(SWEEP_S),
    };
    // The suite itself uses the verbs, as one more process on the same database.
    Object.assign(process.env, { ...env, LOG_LEVEL: "silent" });
    const log = (name: string) => path.join(this.folder, `${name}.log`);
    this.webPorts.forEach((port, i) => this.webs.push(new Program(`web-${i + 1}`, "server.ts", { ...env, PORT: String(port) }, log(`web-${i + 1}`), "web ready")));
    for (const name of ["worker-1", "worker-2"]) this.workers.push(new Program(name, "workers/main.ts", env, log(name), "worker ready"));
    await ensurePolicy();
    this.cast = await assemble(this.target);
  }

  get addresses(): string[] {
    return this.webPorts.map((port) => `http://127.0.0.1:${port}`);
  }

  /** Brings all processes up, each with a clock that is right unless `clocks` says by how many seconds it is off. */
  async allUp(clocks: { webs?: number[]; workers?: number[] } = {}): Promise<void> {
    const bring = async (program: Program, clock = 0) => {
      if (program.runsAt(clock)) return;
      await program.stop();
      await program.start(clock);
    };
    await Promise.all([
      ...this.webs.map((web, i) => bring(web, clocks.webs?.[i])),
      ...this.workers.map((worker, i) => bring(worker, clocks.workers?.[i])),
    ]);
  }

  get programs(): Program[] {
    return [...this.webs, ...this.workers];
  }

  async startPostgres(): Promise<void> {
    this.postgres = await startPostgres({
      dir: path.join(this.folder, "postgres"),
      port: async () => (this.postgresPort ||= await freePort(0)),
      password: this.password,
      logFile: path.join(this.folder, "postgres.log"),
      settings: { shared_buffers: "64MB" },
    });
  }

  /** SIGKILL to the postmaster: no checkpoint, no goodbye; its other processes end when they notice. */
  async killPostgres(): Promise<void> {
    const { pid, exited } = this.postgres!;
    process.kill(pid, "SIGKILL");
    await exited;
  }

  async startRedis(): Promise<void> {
    this.redisPort ||= await freePort(0);
    const redis = await startRedis(this.folder, this.redisPort);
    if (!redis.url) throw new Error(`There is no Redis to try: ${redis.how}`);
    this.redis = redis;
  }

  async stopRedis(): Promise<void> {
    await this.redis?.stop();
    this.redis = undefined;
  }

  asOwner<T>(work: (client: Client) => Promise<T>): Promise<T> {
    return connected(this.ownerUrl, work);
  }

  asSuperuser<T>(work: (client: Client) => Promise<T>): Promise<T> {
    return connected(this.superuserUrl, work);
  }

  /** Rows of one question to the tables, asked again while the database is away. */
  async ask<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    let rows: Row[] = [];
    const answered = await waitUntil(async () => {
      try {
        rows = (await this.asOwner((client) => client.query(text, values))).rows as Row[];
        return true;
      } catch (error) {
        if (!/No connection|terminat|shutting down|starting up|ECONNREFUSED/i.test((error as Error).message)) throw error;
        return false;
      }
    }, 30_000);
    if (!answered) throw new Error("the database did not come back within 30 s");
    return rows;
  }

  /** After a scenario that broke off: everything is there again, and what it left set is undone. */
  async recover(): Promise<void> {
    this.target.release();
    await Promise.all(this.programs.map((program) => program.kill()));
    await this.startPostgres();
    if (this.backend === "redis" && !this.redis) await this.startRedis();
    await this.asSuperuser(async (client) => {
      await client.query("DROP TRIGGER IF EXISTS fault ON audit_events");
      await client.query("UPDATE halts SET lifted_at = clock_timestamp() WHERE lifted_at IS NULL");
    });
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.programs.map((program) => program.kill()));
    this.target.stop();
    await closePool().catch(() => undefined);
    await this.stopRedis().catch(() => undefined);
    await this.postgres?.stop();
    if (process.env.KEEP_FAILURES) console.error(`kept: ${this.folder}`);
    else fs.rmSync(this.folder, { recursive: true, force: true });
  }
}
