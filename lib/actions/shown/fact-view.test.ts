import { expect, test } from "vitest";
import type { ActionInFull } from "./person-view";
import { factOf, isFact } from "./fact-view";

const action = (params: ActionInFull["params"], more: Partial<ActionInFull> = {}) => ({ tier: "high", reversibility: "irreversible", rollback: false, tool: "do_it", params, ...more }) as ActionInFull;

test("only what is high and irreversible asks for a fact", () => {
  expect(factOf(action({ amount: 900 }, { tier: "medium" }))).toBeNull();
  expect(factOf(action({ amount: 900 }, { reversibility: "compensable" }))).toBeNull();
  expect(factOf(action({ amount: 900 }))).toEqual({ what: "the amount", value: "900" });
});

test("the fact is the amount, else the recipient's domain, else where it acts, else the tool", () => {
  expect(factOf(action({ to: ["Eve <eve@elsewhere.example>"], subject: "Hello" }))).toEqual({ what: "the recipient’s domain", value: "elsewhere.example" });
  expect(factOf(action({ table: "customers" }))).toEqual({ what: "the table", value: "customers" });
  expect(factOf(action({ anything: true }))).toEqual({ what: "the tool’s name", value: "do_it", shown: true });
  expect(factOf(action({ amount: "••••", customer: "••••42", to: "••••le" })), "what is masked").toEqual({ what: "the tool’s name", value: "do_it", shown: true });
  expect(factOf(action(["no object"]))).toEqual({ what: "the tool’s name", value: "do_it", shown: true });
});

test("an amount may be typed as money is written; yes is no fact", () => {
  const fact = { what: "the amount", value: "1900.5" };
  for (const typed of ["1900.5", "1900.50", "$1,900.50", " € 1900.50 "]) expect(isFact(typed, fact)).toBe(true);
  for (const typed of ["", "yes", "1900", "19005", "$"]) expect(isFact(typed, fact)).toBe(false);
  for (const [typed, value] of [["1.000", "1"], ["2,50", "250"], ["1,5", "15"], ["5e3", "53"], ["1000", "1e3"]] as const) expect(isFact(typed, { ...fact, value }), typed).toBe(false);
  for (const typed of ["1000 EUR", "1,000", "1 000", "1'000.00"]) expect(isFact(typed, { ...fact, value: "1000" }), typed).toBe(true);
  expect(isFact("Customers", { what: "the table", value: "customers" })).toBe(true);
  expect(isFact("", { what: "the amount", value: "0" })).toBe(false);
});
