import { execFileSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";

/** Whether a process with this number exists (it may be somebody else's by now). */
export function alive(pid) {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
  return !/^State:\s+Z/m.test(readProc(pid, "status")); // a zombie only waits to be counted
}

/** What was started under this number, or "". */
export function commandLine(pid) {
  const words = readProc(pid, "cmdline");
  return words ? words.replaceAll("\0", " ") : ps(pid, "command=");
}

/** When the process was started, in the system's own words: with its number, it says who it is. */
export function startOf(pid) {
  const stat = readProc(pid, "stat");
  return stat ? stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] : ps(pid, "lstart=");
}

function readProc(pid, file) {
  try {
    return fs.readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}

function ps(pid, what) {
  if (process.platform === "linux" || process.platform === "win32") return "";
  try {
    return execFileSync("ps", ["-o", what, "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}

/** Asks until the answer is true, at most for `limit` milliseconds; says whether it was. */
export async function waitUntil(isSo, limit, every = 50) {
  const end = Date.now() + limit;
  for (;;) {
    if (await isSo()) return true;
    if (Date.now() >= end) return false;
    await new Promise((resolve) => setTimeout(resolve, every));
  }
}

/** Whether we could listen there. */
function isFree(port, host = "127.0.0.1") {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** A port that nobody listens on: the wanted one, else one near it, else any. */
export async function freePort(wanted, host = "127.0.0.1", taken = new Set()) {
  for (let port = wanted; wanted && port < wanted + 20; port++) {
    if (!taken.has(port) && (await isFree(port, host))) return port;
  }
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", reject);
    server.listen({ port: 0, host }, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
