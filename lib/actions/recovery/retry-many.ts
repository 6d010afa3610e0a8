import { retry } from "@/lib/actions/retry";
import type { Person } from "@/lib/actor";
import { Refusal } from "@/lib/errors";
import type { Retried } from "./recovery-view";

/** As many as one person can mean at once. */
const MOST_RETRIED = 50;

/**
 * Proposes failed actions again, each by `retry` and on its own: one that is refused does not keep the others from it,
 * and every one is classified and approved anew. @returns what became of each, in the order given
 */
export async function retryMany(person: Person, { chosen, note }: { chosen: readonly { id: string; revision: number }[]; note: string }): Promise<Retried[]> {
  if (note.trim() === "") throw new Refusal("invalid", "Say why they should work now.", { faults: [{ pointer: "/note", detail: "is required to retry" }] });
  if (chosen.length === 0) throw new Refusal("invalid", "Choose at least one action.", { faults: [{ pointer: "/chosen", detail: "choose at least one" }] });
  if (chosen.length > MOST_RETRIED) throw new Refusal("invalid", `At most ${MOST_RETRIED} actions are retried at once.`, { faults: [{ pointer: "/chosen", detail: `at most ${MOST_RETRIED}` }] });
  const results: Retried[] = [];
  for (const { id, revision } of chosen) {
    try {
      const { summary, state } = await retry(person, { id, revision, note });
      results.push({ id, summary, ok: true, state });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.code === "not_permitted") throw error;
      results.push({ id, summary: null, ok: false, reason: error.message });
    }
  }
  return results;
}
