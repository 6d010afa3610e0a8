import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { ROOT, prismaEnvironment } from "./tree.mjs";

const MADE = path.join(ROOT, "lib", "db", "generated");

/** Generates the Prisma client where it is missing or was made from another schema. */
export function generateClient(say = () => {}) {
  const from = createHash("sha256");
  for (const file of ["prisma/schema.prisma", "node_modules/prisma/package.json"]) from.update(fs.readFileSync(path.join(ROOT, file)));
  const wanted = from.digest("hex");
  const stamp = path.join(MADE, ".made-from");
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === wanted && fs.existsSync(path.join(MADE, "client.ts"))) return;
  say("generating the database client");
  const cli = path.join(ROOT, "node_modules", "prisma", "build", "index.js");
  const ran = spawnSync(process.execPath, [cli, "generate"], {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...process.env, ...prismaEnvironment() },
  });
  if (ran.status !== 0) throw new Error(`The database client could not be generated:\n${ran.stdout}${ran.stderr}`);
  fs.writeFileSync(stamp, wanted);
}
