import type { ActionMutations } from "@/components/actions/single-action";
import { approveAction, cancelAction, probeAction, releaseAction, retryAction, settleAction } from "./mutations";

/** What can be done to an action from its page and from the queue, besides deciding. */
export const actionMutations: ActionMutations = {
  approveAlone: approveAction,
  probe: probeAction,
  cancel: cancelAction,
  release: releaseAction,
  settle: settleAction,
  retry: retryAction,
};
