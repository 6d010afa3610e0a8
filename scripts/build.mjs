import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { ROOT, prismaEnvironment } from "./tree.mjs";
import { step } from "./step.mjs";

const CLIENT = path.join(ROOT, "lib", "db", "generated");
const at = (...parts) => path.join(ROOT, ...parts);

/** Installs the packages that package-lock.json names, where one is missing or another version. */
export async function install(say) {
  if (installed()) return;
  say("Installing packages with npm; the first time takes a minute");
  // Run by npm, we know which one; else the one in the path.
  const [command, before] = process.env.npm_execpath?.endsWith(".js") ? [process.execPath, [process.env.npm_execpath]] : ["npm", []];
  // No install scripts: what they would do (a download, a few links) is done by us or not needed.
  // Not `npm ci`: it refuses a lock file that lacks what a registry did not have for some other kind of machine.
  const args = ["install", "--no-save", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  await step(command, [...before, ...args], { what: "npm" });
}

function installed() {
  const read = (file) => (fs.existsSync(at(file)) ? JSON.parse(fs.readFileSync(at(file), "utf8")).packages : undefined);
  const wanted = read("package-lock.json");
  const present = read("node_modules/.package-lock.json");
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([name, { version, optional, peer, link }]) => {
    if (name === "" || link) return true;
    if (!present[name]) return Boolean(optional || peer); // for another kind of machine
    return present[name].version === version;
  });
}

/** Generates the Prisma client where it is missing or was made from another schema. */
export async function generateClient(say = () => {}) {
  const from = hash([at("prisma", "schema.prisma"), at("node_modules", "prisma", "package.json")]);
  if (madeFrom(CLIENT, from) && fs.existsSync(path.join(CLIENT, "client.ts"))) return;
  say("Generating the database client");
  const cli = at("node_modules", "prisma", "build", "index.js");
  await step(process.execPath, [cli, "generate"], { env: { ...process.env, ...prismaEnvironment() }, what: "prisma generate" });
  stamp(CLIENT, from);
}

/** Builds the pages where they are missing or their sources changed. */
export async function buildPages(say = () => {}, env = process.env) {
  const made = at(env.NEXT_DIST_DIR ?? ".next");
  const from = hash(sources());
  if (madeFrom(made, from) && fs.existsSync(path.join(made, "BUILD_ID"))) return false;
  say("Building the pages");
  fs.rmSync(path.join(made, ".made-from"), { force: true });
  // Next writes the folder it builds into down in tsconfig.json; what is versioned stays as it is.
  const before = fs.readFileSync(at("tsconfig.json"));
  try {
    await step(process.execPath, [at("node_modules", "next", "dist", "bin", "next"), "build"], {
      env: { ...env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      what: "next build",
    });
  } finally {
    if (!before.equals(fs.readFileSync(at("tsconfig.json")))) fs.writeFileSync(at("tsconfig.json"), before);
  }
  stamp(made, from);
  return true;
}

function sources() {
  const files = ["next.config.mjs", "postcss.config.mjs", "tsconfig.json", "package-lock.json", "proxy.ts", "instrumentation.ts"].map((name) => at(name));
  const walk = (folder) => {
    for (const entry of fs.existsSync(folder) ? fs.readdirSync(folder, { withFileTypes: true }) : []) {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) walk(file);
      else if (!/\.test\.[a-z]+$/.test(entry.name) && !file.startsWith(CLIENT)) files.push(file);
    }
  };
  for (const folder of ["app", "components", "lib", "public"]) walk(at(folder));
  return [...files, at("prisma", "schema.prisma")].filter((file) => fs.existsSync(file)).sort();
}

function hash(files) {
  const sum = createHash("sha256");
  for (const file of files) sum.update(`${path.relative(ROOT, file)}\0`).update(fs.readFileSync(file)).update("\0");
  return sum.digest("hex");
}

const madeFrom = (folder, from) => {
  const file = path.join(folder, ".made-from");
  return fs.existsSync(file) && fs.readFileSync(file, "utf8") === from;
};
const stamp = (folder, from) => fs.writeFileSync(path.join(folder, ".made-from"), from);
