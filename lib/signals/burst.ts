import type { Detector, Signal } from "./types";

const SAME = 3;
const RATE = 60;

/** The same call again and again, or many calls at once. */
export const burst: Detector = ({ history: { repeats, lastMinute } }) => {
  const signals: Signal[] = [];
  if (repeats !== null && repeats >= SAME) signals.push({ detector: "burst", kind: "loop", pointer: "/params", excerpt: `the same call ${repeats + 1} times in ten minutes`, severity: "medium" });
  if (lastMinute !== null && lastMinute >= RATE) signals.push({ detector: "burst", kind: "rate", pointer: "/tool", excerpt: `${lastMinute} calls in a minute`, severity: "medium" });
  return signals;
};
