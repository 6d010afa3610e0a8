import fc from "fast-check";
import { expect, test } from "vitest";
import { hintOf, mayHold, numbersOf, scanOf } from "./scan";

test("a literal that stands in a text, in whatever case, is never ruled out", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 700 }), fc.constantFrom("ignore", "-----begin", "hooks.slack.com", "sk_", "ai", "://"), fc.nat(700), fc.boolean(), (text, literal, at, upper) => {
      const whole = `${text.slice(0, at)}${upper ? literal.toUpperCase() : literal}${text.slice(at)}`;
      expect(mayHold(scanOf(whole), hintOf(literal))).toBe(true);
    }),
  );
});

test("most literals that do not stand in a text are ruled out without a look", () => {
  const scan = scanOf("The delivery moves to Tuesday; the driver calls an hour before. ".repeat(20));
  expect(["akia", "glpat-", "jailbreak", "countersign"].map(hintOf).some((hint) => mayHold(scan, hint))).toBe(false);
});

test("a number is found where it stands in the whole text", () => {
  const text = "order 2041, call +49 30 1234567 or write; card 4111 1111 1111 1111.";
  const { joined, textAt } = numbersOf(text);
  for (const number of ["+49 30 1234567", "4111 1111 1111 1111"]) {
    expect(text.startsWith(number, textAt(joined.indexOf(number)))).toBe(true);
  }
  expect(joined).not.toContain("2041");
});
