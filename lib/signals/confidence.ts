import type { Detector } from "./types";

/** The agent itself is unsure. It can only raise: a confident agent proves nothing. */
export const confidence: Detector = ({ confidence: given, confidenceFloor }) =>
  given !== null && given < confidenceFloor
    ? [{ detector: "low_confidence", pointer: "/statement/confidence", excerpt: `${given}, below ${confidenceFloor}`, severity: given < confidenceFloor / 2 ? "medium" : "low" }]
    : [];
