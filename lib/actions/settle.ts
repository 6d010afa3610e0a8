import type { Person } from "@/lib/actor";
import { json, sql, transact } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { mayAct, requireYes } from "./may";
import { markHandled } from "@/lib/notices/notices";
import { move, tryMove } from "./move";
import { DUE_IF_OURS, lockAction, type ActionOutcome, type ActionRow } from "./row";

export const SETTLEMENTS = ["happened", "did_not_happen", "try_again"] as const;
export type Settlement = (typeof SETTLEMENTS)[number];

const TO = { happened: "succeeded", did_not_happen: "failed", try_again: "executing" } as const;

/** I5: a person who found out says how an unknown outcome ended. */
export async function settle(person: Person, { id, revision, as, note }: { id: string; revision: number; as: Settlement; note: string }): Promise<ActionRow> {
  requireYes(mayAct(person, "settle an unknown outcome"));
  if (note.trim() === "") throw new Refusal("invalid", "Say how you know: it is evidence.", { faults: [{ pointer: "/note", detail: "is required to settle" }] });
  return transact(async (tx) => {
    const found = await lockAction(tx, id);
    const original = found.rollbackOf ? await lockAction(tx, found.rollbackOf) : undefined;
    const outcome: ActionOutcome = { ...found.outcome, by: "person", reason: note };
    const settled = await move(tx, { ...found, revision }, "settle", {
      by: person,
      to: TO[as],
      set: sql`outcome = ${json(outcome)}, due_at = ${as === "try_again" ? DUE_IF_OURS : sql`NULL`}`,
      data: { as, note },
    });
    await markHandled(tx, id);
    if (original && settled.state === "succeeded") await tryMove(tx, original, "markRolledBack", { by: person, data: { rollback: id } });
    return settled;
  });
}
