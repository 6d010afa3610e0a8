import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { step } from "../step.mjs";

/** Where a program is, among the folders of PATH and the given places. */
export function which(...names) {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  for (const name of names) {
    for (const folder of path.isAbsolute(name) ? [""] : [...folders, "/usr/bin", "/usr/local/bin"]) {
      const file = path.join(folder, name);
      try {
        fs.accessSync(file, fs.constants.X_OK);
        if (fs.statSync(file).isFile()) return file;
      } catch {
        // not here
      }
    }
  }
  return undefined;
}

/** Installs a package of the system, where we may; says whether it did. */
export async function installPackage(name) {
  if (!which("apt-get")) return false;
  const root = process.getuid?.() === 0;
  if (!root && (!which("sudo") || spawnSync("sudo", ["-n", "true"]).status !== 0)) return false;
  // Installed, not started: a service of the system would outlive us.
  const quiet = ["DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1"];
  const apt = (...args) =>
    step(root ? "env" : "sudo", [...(root ? [] : ["-n", "env"]), ...quiet, "apt-get", "-o", "DPkg::Lock::Timeout=120", ...args], {
      limit: 300_000,
      what: `apt-get ${args[0]}`,
    });
  console.log(`Installing ${name} with apt-get`);
  try {
    await apt("update").catch((error) => console.error(error.message)); // the lists that are there may do
    await apt("install", "-y", "--no-install-recommends", name);
    return true;
  } catch (error) {
    console.error(error.message);
    return false;
  }
}
