import fc from "fast-check";
import { expect, test } from "vitest";
import { safeNext, signInPath } from "./next-path";

test.each([
  ["/queue/0190", "/queue/0190"],
  ["/history?tool=refund&page=2#row", "/history?tool=refund&page=2#row"],
])("%s is a page of ours", (next, to) => expect(safeNext(next)).toBe(to));

test.each([undefined, null, "", "/", "//evil.example", "/\\evil.example", "/\t/evil.example", "https://evil.example", "javascript:alert(1)", "queue", "/api/auth/signout", "/sign-in?next=/x", "/./\\/evil.example"])(
  "%s leads to the queue instead",
  (next) => expect(safeNext(next)).toBe("/queue"),
);

const pieces = fc
  .array(fc.constantFrom("/", "\\", "..", "a", "@", ":", "?", "#", "%2f", "%5c", "\t", "\n", "\0", " ", "https:", "evil.example", "é"), { maxLength: 12 })
  .map((parts) => parts.join(""));

test("whatever comes in, what goes out stays with us", () => {
  fc.assert(
    fc.property(pieces, (next) => {
      const to = safeNext(next);
      expect(new URL(to, "http://countersign.test").origin).toBe("http://countersign.test");
      expect(to).toMatch(/^\/(?![/\\])/);
    }),
  );
});

test("the way to sign in remembers where one was going", () => {
  expect(signInPath("/history?tool=a&b=c")).toBe("/sign-in?next=%2Fhistory%3Ftool%3Da%26b%3Dc");
  expect(signInPath(null)).toBe("/sign-in");
});
