import fc from "fast-check";
import { expect, test } from "vitest";
import { asIndexed, rareParts } from "./rare-parts";

const everywhere = asIndexed('{"customer":"cus_1","refund":1}');
const sample = { texts: [...Array<string>(98).fill(everywhere), asIndexed('{"customer":"cus_71234"}'), asIndexed('{"customer":"Ziegler"}')], payloads: 100 };

test.each([
  ['"cus_1234"', '%1234"%', 0.01],
  ["cus_", undefined, 0],
  ["customer", undefined, 0],
  ["Customer Ziegler", "%Ziegler%", 0.01],
  ["100%_off", "%100\\%%off%", 0],
  ["refund 77 of 1234", "%77 %of %1234%", 0],
  ["ab", undefined, 0],
  ["Müller", "%Müller%", 0],
])("of %s, the index is asked for %s", (text, pattern, share) => {
  expect(rareParts(text, sample)).toEqual(pattern && { pattern, share });
});

test("whatever contains the text fits the pattern of its rare parts", () => {
  const letters = fc.string({ unit: fc.constantFrom(...'abcusü _%\\"1') });
  fc.assert(
    fc.property(letters, letters, letters, fc.array(letters), (before, text, after, payloads) => {
      const rare = rareParts(text, { texts: payloads.map(asIndexed), payloads: payloads.length });
      expect(!rare || like(rare.pattern).test(before + text + after)).toBe(true);
    }),
  );
});

/** LIKE as PostgreSQL reads it. */
function like(pattern: string): RegExp {
  const source = [...pattern.matchAll(/\\(.)|([\s\S])/gu)].map(([, literal, letter]) => (letter === "%" ? "[\\s\\S]*" : letter === "_" ? "." : escape(literal ?? letter!)));
  return new RegExp(`^${source.join("")}$`, "u");
}
const escape = (letter: string) => letter.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&");
