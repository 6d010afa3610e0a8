import { bulk } from "./bulk";
import { burst } from "./burst";
import { confidence } from "./confidence";
import { firstUse } from "./first-use";
import { injection } from "./injection";
import { links } from "./links";
import { money } from "./money";
import type { DetectorName } from "./names";
import { payload } from "./payload";
import { personalData } from "./personal-data";
import { provenance } from "./provenance";
import { secrets } from "./secrets";
import { examine } from "./texts";
import type { Detector, Examined, Look, Signal } from "./types";

/** Every detector by the name that policies use. */
export const DETECTORS = {
  injection,
  secret: secrets,
  pii: personalData,
  payload,
  link: links,
  bulk,
  money,
  first_use: firstUse,
  burst,
  low_confidence: confidence,
  provenance,
} satisfies Record<Exclude<DetectorName, "examination">, Detector>;

const ALL = Object.entries(DETECTORS) as [DetectorName, Detector][];
const MOST = 40;

/**
 * All findings about an action. A detector that fails, and an action too large to be read whole, are findings too
 * (I8): `examination`.
 */
export function detect(look: Look): { signals: Signal[]; examined: Examined } {
  const examined = examine(look);
  const signals: Signal[] = examined.complete ? [] : [unexamined("", "it is too large or too deep to be read whole")];
  for (const [name, detector] of ALL) {
    try {
      const found = detector(look, examined);
      signals.push(...found.slice(0, MOST));
      if (found.length > MOST) signals.push({ ...found[MOST]!, excerpt: `and ${found.length - MOST} more` });
    } catch {
      signals.push(unexamined(name, `the look for ${name} failed`));
    }
  }
  return { signals, examined };
}

const unexamined = (kind: string, excerpt: string): Signal => ({ detector: "examination", ...(kind && { kind }), pointer: "/params", excerpt, severity: "high" });
