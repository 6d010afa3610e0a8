import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { balanced } from "@/lib/policy/balanced";
import { runCases } from "@/lib/policy/cases";
import { checkPolicy } from "@/lib/policy/check";
import { strict } from "@/lib/policy/strict";

const read = (name: string) => readFileSync(`policies/${name}`, "utf8");
const NOW = "2026-11-21T12:00:00Z";

test.each(readdirSync("policies").filter((name) => name.endsWith(".yaml")))("%s is sound, and each of its tests comes out as it says", (name) => {
  const { policy, faults } = checkPolicy(read(name));
  expect(faults).toEqual([]);
  expect(policy!.tests!.length).toBeGreaterThan(3);
  for (const { name: title, ok, tier, effect } of runCases(policy!, [], NOW)) expect({ title, ok, tier, effect }).toMatchObject({ ok: true });
});

test.each([["balanced.yaml", balanced], ["strict.yaml", strict]] as const)("%s says what is built in", (name, builtIn) => {
  const { tests: _, ...policy } = checkPolicy(read(name)).policy!;
  const words = (text: string) => JSON.parse(text.replace(/\s+/g, " ")) as unknown;
  expect(words(JSON.stringify(policy))).toEqual(words(JSON.stringify(builtIn)));
});
