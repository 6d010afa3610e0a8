// What the processes and the database spent meanwhile, read from /proc (Linux; elsewhere it is left out) and Postgres.
import { readdirSync, readFileSync } from "node:fs";
import { sleep } from "./adapter.mjs";

const read = (file) => {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
};
// A clock tick is 10 ms.
const ticks = (stat) => {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return stat ? (Number(fields[11]) + Number(fields[12])) * 10 : 0;
};

export const load = () => Number(read("/proc/loadavg").split(" ")[0]);

export function watchMachine(pids) {
  const cpu = () => pids.reduce((sum, pid) => sum + ticks(read(`/proc/${pid}/stat`)), 0);
  const rss = () => pids.reduce((sum, pid) => sum + Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024, 0);
  const idle = rss();
  let peak = idle;
  const timer = setInterval(() => (peak = Math.max(peak, rss())), 100);

  /** Milliseconds of CPU by who spent them. */
  function spent() {
    const by = { postgres: 0, "redis-server": 0 };
    for (const entry of readdirSync("/proc").filter((name) => Number(name))) {
      const stat = read(`/proc/${entry}/stat`);
      const name = stat.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")"));
      if (name in by) by[name] += ticks(stat);
    }
    const all = read("/proc/stat").split("\n")[0].split(/\s+/).slice(1).map(Number);
    const driver = process.cpuUsage();
    return { ...by, total: (all.reduce((sum, one) => sum + one, 0) - all[3] - all[4]) * 10, driver: (driver.user + driver.system) / 1e3, server: cpu() };
  }

  return {
    cpu,
    spent: () => (process.platform === "linux" ? spent() : {}),
    rss: () => ({ idle: Math.round(idle), peak: Math.round(peak), now: Math.round(rss()) }),
    stop: () => clearInterval(timer),
  };
}

/** Cores busy between two readings of `spent`. */
export function cores(before, after, ms) {
  const busy = Object.fromEntries(Object.keys(before).map((name) => [name, Number(((after[name] - before[name]) / ms).toFixed(2))]));
  if ("total" in busy) busy.others = Number((busy.total - busy.postgres - busy["redis-server"] - busy.driver - busy.server).toFixed(2));
  return busy;
}

/** Where the write-ahead log and the transaction counter stand. */
export async function written(db) {
  await sleep(600); // what is on its way gets written
  const { rows } = await db.query(`
    select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') as wal, pg_snapshot_xmax(pg_current_snapshot())::text as tx, pg_database_size(current_database()) as size`);
  return { wal: Number(rows[0].wal), tx: Number(rows[0].tx), size: Number(rows[0].size) };
}
