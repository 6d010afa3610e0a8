import { expect, test } from "vitest";
import { preferredWait } from "./prefer";

test.each([
  ["wait=30", 30],
  ["respond-async, wait=10", 10],
  ["respond-async; wait=10", 10],
  ["Wait = 5", 5],
  ['wait="7"', 7],
  ["wait=0", 0],
  ["wait=9999", 55],
  ["wait=-1", undefined],
  ["wait=abc", undefined],
  ["await=5", undefined],
  ["return=minimal", undefined],
  ["", undefined],
  [undefined, undefined],
])("Prefer: %s asks for %s seconds", (header, seconds) => {
  expect(preferredWait(header)).toBe(seconds);
});
