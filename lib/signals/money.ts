import { amountsIn } from "./amounts";
import type { Detector } from "./types";

/** A sum well above what this agent's calls of this tool usually carry. */
export const money: Detector = ({ history }, { params }) =>
  history.usualAmount === null
    ? []
    : amountsIn(params).flatMap(({ pointer, amount }) =>
        amount > history.usualAmount! * 2 ? [{ detector: "money", pointer, excerpt: `${amount}; usually up to ${history.usualAmount}`, severity: "medium" as const }] : [],
      );
