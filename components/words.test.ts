import { expect, test } from "vitest";
import { number, plural, roughly, share, shortDay } from "./words";

test("numbers, shares and plurals are written in one way", () => {
  expect(number(12_345)).toBe("12,345");
  expect([share(1, 8), share(1, 3), share(0, 3), share(0, 0)]).toEqual(["12.5%", "33.3%", "0%", "–"]);
  expect([0, 1, 2].map((count) => plural(count, { one: "one rule", other: `${count} rules` }))).toEqual(["0 rules", "one rule", "2 rules"]);
});

test.each([
  [0.4, "0 sec"],
  [45, "45 sec"],
  [100, "1.7 min"],
  [720, "12 min"],
  [12_600, "3.5 hr"],
  [180_000, "2.1 days"],
])("%d seconds are %s", (seconds, text) => {
  expect(roughly(seconds)).toBe(text);
});

test("a day is the same day everywhere", () => {
  expect(shortDay("2026-11-21")).toBe("21 Nov");
});
