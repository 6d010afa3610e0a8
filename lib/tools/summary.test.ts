import fc from "fast-check";
import { expect, test } from "vitest";
import { parseSummary, summarise } from "./summary";

const say = (template: string, params: Parameters<typeof summarise>[1]) => summarise(parseSummary(template), params);

test.each([
  ["Refund {amount|money:currency} to {customer}", { amount: 420, currency: "EUR", customer: "cus_81" }, "Refund €420.00 to cus_81"],
  ["Pay {amount|money}", { amount: 0.125 }, "Pay $0.125"],
  ["Mail {to|list}", { to: ["a@x.example", "b@x.example", "c@x.example", "d@x.example"] }, "Mail a@x.example, b@x.example, c@x.example and 1 more"],
  ["Pay {amount|money}", { amount: { toString: "" } }, 'Pay {"toString":""}'],
  ["Pay {amount|money}", { amount: "" }, "Pay"],
  ["Delete {ids|count} rows", { ids: [1, 2, 3] }, "Delete 3 rows"],
  ["For {order.customer.name}", { order: { customer: { name: "Ada" } } }, "For Ada"],
  ["For {missing}", {}, "For (none)"],
  ["For {constructor} {__proto__}", {}, "For (none) (none)"],
])("I9: %s", (template, params, sentence) => {
  expect(say(template, params)).toBe(sentence);
});

test("I9: characters that hide or reorder text are shown, not obeyed", () => {
  expect(say("To {to}", { to: "a\u202Eb\u200Bc\u0000d" })).toBe("To a\uFFFDb\uFFFDc\uFFFDd");
});

test.each(["", "{", "{a b}", "{a|nope}", "a } b"])("the template %j is refused with a reason", (template) => {
  expect(() => parseSummary(template)).toThrow(/./);
});

test("whatever the params, a sentence is one line of bounded length", () => {
  const parts = parseSummary("{a} {a|list} {a|count} {a|money} {a|date}");
  fc.assert(
    fc.property(fc.jsonValue(), (a) => {
      const sentence = summarise(parts, { a } as never);
      expect(sentence.length).toBeLessThanOrEqual(600);
      expect(sentence).not.toMatch(/\n/);
    }),
  );
});
