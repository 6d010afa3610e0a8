import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { actionCan, FIRST_STATE, SETTLED, STATES, TRANSITIONS, WAITING, type ActionState, type ActionVerb } from "./states";

const verbs = Object.keys(TRANSITIONS) as ActionVerb[];

test("every state can be reached, and every verb has its own event", () => {
  const reached = new Set<ActionState>([...Object.values(FIRST_STATE), ...verbs.flatMap((verb) => [...TRANSITIONS[verb].to])]);
  expect([...reached].toSorted()).toEqual([...STATES].toSorted());
  expect(new Set(verbs.map((verb) => TRANSITIONS[verb].event)).size).toBe(verbs.length);
});

test("what is decided against, over or undone has no way on", () => {
  for (const state of ["rejected", "expired", "cancelled", "rolled_back"] as const) {
    expect(verbs.filter((verb) => actionCan[verb]({ state }))).toEqual([]);
  }
});

test("I8: nothing but a decision or policy leads to approved", () => {
  expect(verbs.filter((verb) => (TRANSITIONS[verb].to as readonly ActionState[]).includes("approved"))).toEqual(["approve", "retry"]);
});

test("a state is settled, waiting or unknown, and never two of them", () => {
  expect([...SETTLED, ...WAITING, "unknown"].toSorted()).toEqual([...STATES].toSorted());
});

describe("the other places that name the states", () => {
  const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), "utf8");

  test("the database checks for exactly these", () => {
    const check = /actions_state CHECK \(state IN\s*\(([^)]+)\)/.exec(read("prisma/migrations/20261121000001_guards/migration.sql"))![1]!;
    expect([...check.matchAll(/'(\w+)'/g)].map((match) => match[1])).toEqual([...STATES]);
  });

  test("docs/domain.md has the table's every row", () => {
    const rows = [...read("docs/domain.md").matchAll(/^\| `(\w+)` \| ([^|]+) \| ([^|]+) \| `([\w.]+)` \|/gm)].map((match) => ({
      verb: match[1],
      from: names(match[2]!),
      to: names(match[3]!),
      event: match[4],
    }));
    expect(rows).toEqual(verbs.map((verb) => ({ verb, from: [...TRANSITIONS[verb].from], to: [...TRANSITIONS[verb].to], event: TRANSITIONS[verb].event })));
  });

  test("docs/domain.md names every other event of an action, and none that nobody writes", () => {
    const here = fileURLToPath(new URL(".", import.meta.url));
    const sources = readdirSync(here, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
    const written = sources.flatMap((file) => [...readFileSync(here + file, "utf8").matchAll(/type: "(action\.\w+)"/g)].map((match) => match[1]));
    const moving = verbs.map((verb): string => TRANSITIONS[verb].event);
    const named = [...read("docs/domain.md").matchAll(/`(action\.\w+)`/g)].map((match) => match[1]!).filter((event) => !moving.includes(event));
    expect([...new Set(named)].toSorted()).toEqual([...new Set([...written, "action.submitted"])].toSorted());
  });
});

const names = (cell: string) => [...cell.matchAll(/`(\w+)`/g)].map((match) => match[1]);
