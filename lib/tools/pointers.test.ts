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
  expect(hidden({ echo: `paid with ${params.card}`, "DE89370400440532013000": 1 }, values)).toEqual({ echo: "paid with ••••", "••••": 1 });
});

test("I10: numbers, what an object holds and what stands in an address are hidden too, and JSON stays JSON", () => {
  const values = valuesAt({ pin: 123456, consent: true, card: { number: "4242 4242", cvc: 911 } }, ["/pin", "/consent", "/card"]);
  expect(hidden({ ok: true, pin: 123456, echo: "pin 123456", number: "4242 4242", url: "/cards/4242%204242", other: 1234567 }, values)).toEqual({
    ok: true,
    pin: "••••",
    echo: "pin ••••",
    number: "••••",
    url: "/cards/••••",
    other: 1234567,
  });
});
