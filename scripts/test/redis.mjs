import { spawn } from "node:child_process";
import net from "node:net";
import path from "node:path";
import { freePort, waitUntil } from "../process.mjs";
import { installPackage, which } from "./system.mjs";

const NAMES = ["redis-server", "valkey-server"];

/** A Redis of our own on a free port (or the given one), that keeps nothing and ends with the run. */
export async function startRedis(folder, wanted) {
  let program = which(...NAMES);
  if (!program && (await installPackage("redis-server"))) program = which(...NAMES);
  if (!program) return { how: "sudo apt-get install -y redis-server" };
  const port = wanted ?? (await freePort(0));
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder];
  const child = spawn(program, [...args, "--maxmemory-policy", "noeviction", "--logfile", path.join(folder, "redis.log")], { stdio: "ignore" });
  let ended = false;
  child.once("error", () => (ended = true));
  child.once("exit", () => (ended = true));
  if (!(await waitUntil(async () => ended || (await answers(port)), 10_000)) || ended) {
    child.kill("SIGKILL");
    return { how: `find out why ${program} does not start (${args.join(" ")})` };
  }
  const stop = async () => {
    child.kill("SIGTERM");
    if (!(await waitUntil(() => ended, 5_000))) child.kill("SIGKILL");
  };
  return { url: `redis://127.0.0.1:${port}`, stop };
}

const answers = (port) =>
  new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1", () => socket.write("PING\r\n"));
    const end = (so) => (socket.destroy(), resolve(so));
    socket.once("data", (text) => end(text.toString().startsWith("+PONG")));
    socket.once("error", () => end(false));
    socket.setTimeout(1_000, () => end(false));
  });
