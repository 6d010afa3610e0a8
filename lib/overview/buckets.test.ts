import fc from "fast-check";
import { expect, test } from "vitest";
import { bucketOf, middleOf, percentileOf } from "./buckets";

test("a percentile of buckets is within 6% and a second of the real one, however the times lie", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 40_000_000, noNaN: true }), { minLength: 1, maxLength: 200 }), fc.constantFrom(0.5, 0.95), (times, share) => {
      const buckets = times.map((seconds) => ({ bucket: bucketOf(seconds), n: 1 }));
      const real = times.toSorted((a, b) => a - b)[Math.ceil(times.length * share) - 1]!;
      expect(Math.abs(percentileOf(buckets, share)! - real)).toBeLessThanOrEqual(real * 0.06 + 1);
    }),
  );
});

test("no times have no percentile", () => {
  expect(percentileOf([], 0.5)).toBeNull();
  expect(percentileOf([{ bucket: 3, n: 0 }], 0.5)).toBeNull();
  expect(bucketOf(-1)).toBe(0);
  expect(bucketOf(middleOf(70))).toBe(70);
});
