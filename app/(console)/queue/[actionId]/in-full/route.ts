import { actionInFull } from "@/lib/actions/review/action-page";
import { Refusal } from "@/lib/errors";
import { Id } from "@/lib/ids";
import { reading } from "@/lib/next/reading";

/** All that the action's page shows, for whoever has it beside the queue. */
export const GET = reading(async (person, _search, { actionId }: { actionId: string }) => {
  if (!Id.safeParse(actionId).success) throw new Refusal("not_found", "There is no such action. It may have been erased, or the link is not complete.");
  return actionInFull(person, actionId);
});
