import fc from "fast-check";
import { expect, test } from "vitest";
import { canonical } from "./canonical";

test.each([
  [{ b: 1, a: [3, { d: null, c: "é" }] }, '{"a":[3,{"c":"é","d":null}],"b":1}'],
  // RFC 8785, 3.2.2.3 and 3.2.3: ECMAScript numbers; keys by UTF-16 code units.
  [{ "\u20ac": 1e21, "\r": 1e-7, "1": 0.1 }, '{"\\r":1e-7,"1":0.1,"€":1e+21}'],
])("I3: %j has one text", (value, text) => {
  expect(canonical(value)).toBe(text);
});

test("I3: the order in which keys were sent makes no difference, and the text reads back as the value", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).toReversed());
      expect(canonical(turned)).toBe(canonical(value));
      expect(canonical(JSON.parse(canonical(value)))).toBe(canonical(value));
    }),
  );
});

test("I3: what JSON cannot carry has no canonical form", () => {
  for (const value of [undefined, Number.NaN, Number.POSITIVE_INFINITY, "\uD800"]) expect(() => canonical({ value: value ?? Number.NaN })).toThrow(/./);
});
