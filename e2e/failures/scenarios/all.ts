import { clockSkew } from "./clock-skew";
import { failingAudit } from "./failing-audit";
import { haltUnderLoad } from "./halt-under-load";
import { pausedWorker } from "./paused-worker";
import { postgresKilled } from "./postgres-killed";
import { queueLost } from "./queue-lost";
import { rollbackKills } from "./rollback-kills";
import { rollingRestart } from "./rolling-restart";
import type { Scenario } from "./scenario";
import { targetFaults } from "./target-faults";
import { webKills } from "./web-kills";
import { workerKills } from "./worker-kills";

/** In the order in which they need the fewest starts. */
export const SCENARIOS: Record<string, Scenario> = {
  "worker-kills": workerKills,
  "rollback-kills": rollbackKills,
  "paused-worker": pausedWorker,
  "queue-lost": queueLost,
  "halt-under-load": haltUnderLoad,
  "target-faults": targetFaults,
  "failing-audit": failingAudit,
  "postgres-killed": postgresKilled,
  "web-kills": webKills,
  "clock-skew": clockSkew,
  "rolling-restart": rollingRestart,
};
