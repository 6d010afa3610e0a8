import type { Action, Countersign, State } from "./client";
import { isOurTurn, runOwn } from "./own-tools";
import type { Settings } from "./settings";

/** Whether there is still something to wait for: a person's decision, or the execution. */
const OPEN: Record<State, boolean> = {
  pending: true,
  approved: true,
  executing: true,
  blocked: false,
  succeeded: false,
  failed: false,
  unknown: false,
  rejected: false,
  expired: false,
  cancelled: false,
  rolled_back: false,
};

/** Seconds one answer is held while the next step is somebody else's. */
const HELD = 30;
const AT_MOST_ONCE_A = 1_000;

/**
 * Follows an action until nothing more will happen to it by itself, and runs it when that is our part.
 * `changed` hears each new state.
 */
export async function watch(
  countersign: Countersign,
  first: Action,
  acme: Settings["acme"],
  changed: (action: Action) => void,
): Promise<Action> {
  let action = first;
  while (OPEN[action.state]) {
    const asked = Date.now();
    const next = isOurTurn(action)
      ? await runOwn(countersign, action, acme)
      : await countersign.get(action.id, { wait: HELD });
    if (next.state !== action.state) changed(next);
    action = next;
    const early = AT_MOST_ONCE_A - (Date.now() - asked);
    if (OPEN[action.state] && early > 0) await new Promise((resolve) => setTimeout(resolve, early));
  }
  return action;
}
