import { expect, test } from "vitest";
import { hidden, masked, valuesAt } from "./pointers";

const params = { card: "4242424242424242", pin: "1234", people: [{ iban: "DE89370400440532013000" }, { iban: "x" }], "a/b": "secret-value-1" };

test("I10: what the pointers name is masked, at any depth, and nothing else", () => {
  expect(masked(params, ["/card", "/pin", "/people/*/iban", "/a~1b"])).toEqual({
    card: "••••42",
    pin: "••••",
    people: [{ iban: "••••00" }, { iban: "••••" }],
    "a/b": "••••-1",
  });
  expect(masked(params, ["/nothing", "/constructor", "/card/deeper"])).toEqual(params);
});

test("I10: a target that repeats a sensitive value does not bring it back", () => {
  const values = valuesAt(params, ["/card", "/people/*/iban"]);
  expect(hidden(JSON.stringify({ echo: `paid with ${params.card}`, "DE89370400440532013000": 1 }), values)).toBe('{"echo":"paid with ••••","••••":1}');
});
