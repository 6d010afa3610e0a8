import fs from "node:fs";
import path from "node:path";

type Kept = {
  "demo.json": {
    people: { email: string; name: string; role: "auditor" | "reviewer" | "admin"; password: string }[];
    agents: { name: string; key: string }[];
    acme: { url: string; token: string };
    slack: { url: string };
  };
  "secrets.json": Record<string, string>;
  "ports.json": Record<string, number>;
};

/** What `npm run up` keeps for the product under test. */
export function kept<File extends keyof Kept>(file: File): Kept[File] {
  const folder = process.env.E2E_DATA_DIR;
  if (!folder) throw new Error("E2E_DATA_DIR names the demo's data; playwright.config.ts sets it");
  return JSON.parse(fs.readFileSync(path.join(folder, file), "utf8")) as Kept[File];
}

export const demo = () => kept("demo.json");

export type Name = "rosa" | "ravi" | "ada" | "alma" | "otto";

export function person(name: Name): Kept["demo.json"]["people"][number] {
  const found = demo().people.find(({ email }) => email.startsWith(`${name}@`));
  if (!found) throw new Error(`the demo has no ${name}`);
  return found;
}
