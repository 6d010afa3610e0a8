/** Times to a decision are kept in buckets that grow by this factor, so that days can be added up: a percentile read from them is at most 5% off. */
const GROWTH = 1.1;

/** The bucket of a time in seconds. The same expression stands in SQL in count.ts. */
export const bucketOf = (seconds: number): number => Math.floor(Math.log(1 + Math.max(0, seconds)) / Math.log(GROWTH));

/** Seconds in the middle of a bucket. */
export const middleOf = (bucket: number): number => GROWTH ** (bucket + 0.5) - 1;

/** The time in seconds below which a share of them lies; null when there are none. */
export function percentileOf(buckets: readonly { bucket: number; n: number }[], share: number): number | null {
  const total = buckets.reduce((sum, { n }) => sum + n, 0);
  let left = Math.ceil(total * share);
  for (const { bucket, n } of buckets.toSorted((a, b) => a.bucket - b.bucket)) {
    left -= n;
    if (left <= 0 && n > 0) return middleOf(bucket);
  }
  return null;
}

export const GROWTH_OF_BUCKETS = GROWTH;
