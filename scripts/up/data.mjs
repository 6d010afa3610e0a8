import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { alive, freePort, startOf, waitUntil } from "../process.mjs";

const word = () => randomBytes(24).toString("base64url");
const SECRETS = {
  AUTH_SECRET: () => randomBytes(32).toString("base64url"),
  ENCRYPTION_KEYS: () => `1:${randomBytes(32).toString("base64")}`,
  POSTGRES_PASSWORD: word,
  OWNER_PASSWORD: word,
  APP_PASSWORD: word,
  ACME_PASSWORD: word,
  ACME_API_TOKEN: word,
  // Of the demo's workspace; Slack's own tokens never begin like this.
  SLACK_DEMO_TOKEN: () => `xoxb-demo-${randomBytes(24).toString("hex")}`,
  SLACK_DEMO_SECRET: () => randomBytes(16).toString("hex"),
};

/** The folder that holds everything this installation must not lose. */
export function openData(dir) {
  fs.mkdirSync(path.join(dir, "logs"), { recursive: true });
  const file = (name) => path.join(dir, name);
  const read = (name) => {
    try {
      return JSON.parse(fs.readFileSync(file(name), "utf8"));
    } catch (error) {
      if (error.code === "ENOENT") return {};
      throw new Error(`${file(name)} cannot be read: ${error.message}`, { cause: error });
    }
  };
  // Written beside and renamed: a crash leaves the old file or the new one.
  const write = (name, value, mode = 0o644) => {
    fs.writeFileSync(file(`${name}.new`), `${JSON.stringify(value, null, 2)}\n`, { mode });
    fs.renameSync(file(`${name}.new`), file(name));
  };
  return { dir, file, read, write, log: (name) => path.join(dir, "logs", `${name}.log`) };
}

/** The secrets of this installation, made where they are missing; those in the environment come first. */
export function readSecrets(data) {
  const kept = data.read("secrets.json");
  const missing = Object.keys(SECRETS).filter((name) => !kept[name]);
  if (missing.includes("POSTGRES_PASSWORD") && fs.existsSync(data.file("postgres/PG_VERSION"))) {
    throw new Error(
      `${data.file("postgres")} holds a database, and secrets.json, which opens it, is gone.\n` +
        `Put secrets.json back from your backup, or move ${data.dir} away to start anew.`,
    );
  }
  for (const name of missing) kept[name] = SECRETS[name]();
  if (missing.length > 0) data.write("secrets.json", kept, 0o600);
  else fs.chmodSync(data.file("secrets.json"), 0o600);
  return { ...kept, ...Object.fromEntries(["AUTH_SECRET", "ENCRYPTION_KEYS"].flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))) };
}

/** Ports that stay the same from one start to the next, unless somebody else has taken them. */
export function keepPorts(data, say) {
  const kept = data.read("ports.json");
  const given = new Set();
  return async (name, wanted, { host = "127.0.0.1", title } = {}) => {
    const first = wanted.asked ?? kept[name] ?? wanted.usual;
    const port = await freePort(first, host, given);
    if (port !== first) say(`Port ${first} is taken by another program; ${title} uses ${port} instead`);
    given.add(port);
    kept[name] = port;
    data.write("ports.json", kept);
    return port;
  };
}

/** Makes sure that only one `up` works on this folder, and that nothing is left of one that was killed. */
export async function takeOver(data, say) {
  const last = data.read("up.json");
  const lives = ({ pid, start }) => Boolean(start) && alive(pid) && startOf(pid) === start;
  if (last.pid && last.pid !== process.pid && lives(last)) {
    const address = last.address ? ` at ${last.address}` : "";
    throw new Error(`Countersign already runs${address} (process ${last.pid}) with ${data.dir}.\nEnd that one with Ctrl-C, or kill ${last.pid}.`);
  }
  // They end by themselves when the one that started them is gone; the number and the time of start say that they are ours.
  const left = (last.children ?? []).filter(lives);
  if (left.length > 0) {
    say(`Ending what a killed start left behind: ${left.map(({ name, pid }) => `${name} (${pid})`).join(", ")}`);
    for (const signal of ["SIGTERM", "SIGKILL"]) {
      for (const child of left.filter(lives)) process.kill(child.pid, signal);
      if (await waitUntil(() => !left.some(lives), 10_000)) break;
    }
  }
  const state = { pid: process.pid, start: startOf(process.pid), children: [] };
  const save = () => data.write("up.json", state);
  save();
  return {
    started: (name, pid) => {
      state.children = [...state.children.filter((child) => child.name !== name), { name, pid, start: startOf(pid) }];
      save();
    },
    answersAt: (address) => {
      state.address = address;
      save();
    },
    leave: () => fs.rmSync(data.file("up.json"), { force: true }),
  };
}
