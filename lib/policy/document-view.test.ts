import fc from "fast-check";
import { parse } from "yaml";
import { expect, test } from "vitest";
import { balanced } from "./balanced";
import { checkPolicy } from "./check";
import { written, yamlOf } from "./document-view";
import { strict } from "./strict";
import { TIERS } from "./types";

test.each([["balanced", balanced], ["strict", strict]])("%s is written out and read again as it was, whatever order the database gives", (_, pack) => {
  const shuffled = JSON.parse(JSON.stringify(pack), (_key, value: unknown) => (value && typeof value === "object" && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).toReversed()) : value)) as unknown;
  expect(checkPolicy(yamlOf(shuffled))).toEqual({ policy: pack, faults: [] });
});

test("a form's change leaves comments, order and everything else as they were", () => {
  const text = `# ours\n${yamlOf(balanced).replace("defaults:", "# what tools get\ndefaults:")}`;
  const after = { ...balanced, defaults: { ...balanced.defaults, draft: "medium" as const }, tools: { refund: "high" as const } };
  const next = written(text, balanced, after);
  expect(parse(next)).toEqual(JSON.parse(JSON.stringify(after)));
  expect(next).toContain("# ours");
  expect(next).toContain("# what tools get\ndefaults:");
  expect(written(next, after, balanced).split("\n").filter((line) => !line.includes("tools:"))).toEqual(text.split("\n").filter((line) => !line.includes("tools:")));
});

test("forms and text round-trip: what a form says is what the text then says", () => {
  const tier = fc.constantFrom(...TIERS);
  const change = fc.record({ defaults: fc.record({ read: tier, draft: tier, write: tier, destructive: tier }), tools: fc.dictionary(fc.constantFrom("a", "b.c", "d-e"), tier), lists: fc.dictionary(fc.constantFrom("ours", "theirs"), fc.array(fc.oneof(fc.string({ maxLength: 20 }), fc.integer()))) });
  fc.assert(
    fc.property(change, change, (one, other) => {
      const [before, after] = [one, other].map(({ defaults, ...rest }) => ({ ...balanced, ...rest, defaults: { ...defaults, unregistered: "high" as const } })) as [typeof balanced, typeof balanced];
      expect(parse(written(yamlOf(before), before, after))).toEqual(JSON.parse(JSON.stringify(after)));
    }),
  );
});
