const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];

/** The value below which this share of the values lies; null of nothing. */
export function percentile(values, share) {
  if (values.length === 0) return null;
  return Number(at([...values].sort((a, b) => a - b), share).toFixed(2));
}

export const latency = (values) => ({ p50: percentile(values, 0.5), p99: percentile(values, 0.99), max: percentile(values, 1) });

export function median(values) {
  const known = values.filter((value) => typeof value === "number").sort((a, b) => a - b);
  if (known.length === 0) return null;
  const middle = Math.floor(known.length / 2);
  return known.length % 2 ? known[middle] : (known[middle - 1] + known[middle]) / 2;
}

export const rounded = (value, digits = 2) => (value === null ? null : Number(value.toFixed(digits)));
