/** Every detector by the name that policies use; `examination` is what could not be read whole. */
export const DETECTOR_NAMES = ["injection", "secret", "pii", "payload", "link", "bulk", "money", "first_use", "burst", "low_confidence", "provenance", "examination"] as const;
export type DetectorName = (typeof DETECTOR_NAMES)[number];
