import fc from "fast-check";
import { expect, test } from "vitest";
import { fill } from "./quorum";

const voter = (personId: string, ...groups: string[]) => ({ personId, groups });

test.each([
  ["one place, nobody", [{ group: "a", approvals: 1 }], [], false],
  ["one place, a member", [{ group: "a", approvals: 1 }], [voter("p", "a")], true],
  ["one place, a stranger", [{ group: "a", approvals: 1 }], [voter("p", "b")], false],
  ["two groups, one person in both", [{ group: "a", approvals: 1 }, { group: "b", approvals: 1 }], [voter("p", "a", "b")], false],
  ["two groups, the flexible one voted first", [{ group: "a", approvals: 1 }, { group: "b", approvals: 1 }], [voter("p", "a", "b"), voter("q", "a")], true],
  ["two of one group", [{ group: "a", approvals: 2 }], [voter("p", "a"), voter("q", "a")], true],
])("%s", (_, slots, voters, filled) => {
  expect(fill(slots, voters).filled).toBe(filled);
});

test("one person never fills two places, and another vote never empties one", () => {
  const group = fc.constantFrom("a", "b", "c");
  fc.assert(
    fc.property(
      fc.array(fc.record({ group, approvals: fc.integer({ min: 1, max: 3 }) }), { minLength: 1, maxLength: 3 }),
      fc.uniqueArray(group, { maxLength: 3 }).chain((groups) => fc.array(fc.constant(groups), { maxLength: 5 })),
      fc.uniqueArray(group, { maxLength: 3 }),
      (slots, memberships, more) => {
        const voters = memberships.map((groups, index) => ({ personId: String(index), groups }));
        const places = slots.reduce((sum, slot) => sum + slot.approvals, 0);
        const left = (list: typeof voters) => fill(slots, list).open.reduce((sum, slot) => sum + slot.approvals, 0);
        expect(places - left(voters)).toBeLessThanOrEqual(voters.length);
        expect(left([...voters, { personId: "more", groups: more }])).toBeLessThanOrEqual(left(voters));
      },
    ),
  );
});
