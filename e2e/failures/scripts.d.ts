// What the suite takes from the project's own scripts, which are plain JavaScript.
declare module "@/scripts/process.mjs" {
  export function waitUntil(isSo: () => boolean | Promise<boolean>, limit: number, every?: number): Promise<boolean>;
  export function freePort(wanted: number, host?: string, taken?: Set<number>): Promise<number>;
}
declare module "@/scripts/db/postgres.mjs" {
  export type Postgres = { url: string; port: number; pid: number; exited: Promise<string>; stop: () => Promise<void> };
  export function startPostgres(options: { dir: string; port: () => Promise<number>; password: string; logFile: string; settings?: Record<string, string> }): Promise<Postgres>;
}
declare module "@/scripts/db/roles.mjs" {
  type Login = { name: string; password: string };
  export function ensureDatabase(superuserUrl: string, wanted: { database: string; owner: Login; app?: Login }): Promise<void>;
}
declare module "@/scripts/db/migrate.mjs" {
  export function migrate(options: { ownerUrl: string; appUrl: string }): Promise<void>;
  export function connected<T>(url: string, work: (client: import("pg").Client) => Promise<T>): Promise<T>;
}
declare module "@/scripts/test/redis.mjs" {
  export function startRedis(folder: string, port?: number): Promise<{ url: string; stop: () => Promise<void>; how?: never } | { how: string; url?: never }>;
}
declare module "@/scripts/build.mjs" {
  export function buildPages(say?: (text: string) => void): Promise<boolean>;
  export function generateClient(say?: (text: string) => void): Promise<void>;
}
