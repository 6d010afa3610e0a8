import { expect, test } from "vitest";
import { DELAYS, MOST_ATTEMPTS, nextTry } from "./backoff";

test("there are ten tries within three days and four hours", () => {
  expect(MOST_ATTEMPTS).toBe(10);
  const total = DELAYS.reduce((sum, delay) => sum + delay, 0);
  expect(total / 86_400).toBeGreaterThan(3);
  expect(total / 86_400).toBeLessThan(3.2);
});

test("each wait is longer than the one before, and a tenth more or less than it says", () => {
  for (let attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
    const [least, most] = [nextTry(attempt, 0, () => 0)!, nextTry(attempt, 0, () => 1)!];
    expect(least).toBeCloseTo(DELAYS[attempt - 1]! * 0.9);
    expect(most).toBeCloseTo(DELAYS[attempt - 1]! * 1.1);
    if (attempt > 1) expect(DELAYS[attempt - 1]).toBeGreaterThan(DELAYS[attempt - 2]!);
  }
});

test("the tenth try is the last", () => {
  expect(nextTry(MOST_ATTEMPTS)).toBeUndefined();
});

test("what the other side asks for is waited, and no shorter than planned", () => {
  expect(nextTry(1, 3600)).toBe(3600);
  expect(nextTry(2, 1, () => 0.5)).toBe(300);
});
