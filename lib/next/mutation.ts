import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { Person } from "@/lib/actor";
import { pointerTo, Refusal, type Fault } from "@/lib/errors";
import { log } from "@/lib/log";
import { formObject, typedAgain } from "./form-data";
import type { Mutation, MutationState } from "./mutation-state";
import { currentPerson } from "./session";
import { requestId } from "./visit";

/**
 * A Next server action ("mutation" with us) from a schema and a verb, for `useActionState` or to be called:
 *
 *     "use server";
 *     export const rename = mutation(z.object({ groupId: Id, name: z.string().min(1) }), (person, value) => renameGroup(person, value));
 *
 * It authenticates, parses, calls the verb and translates: faults and refusals come back as state, anything
 * else is logged and comes back as a reference id. Next itself refuses calls from other origins. What the verb
 * returns goes to the browser, so return views. `redirect()` and `revalidatePath()` may be called inside.
 */
export function mutation<Input, Value>(
  schema: z.ZodType<Input>,
  verb: (person: Person, input: Input) => Promise<Value>,
): Mutation<Value> {
  return answered(async (given) => {
    const person = await currentPerson();
    if (!person) throw new Refusal("unauthenticated", "You are not signed in any more. Sign in again in another tab, then repeat this.");
    return verb(person, parsed(schema, given));
  });
}

/** As `mutation`, for the few that anybody may call: signing in, accepting an invitation, the first run. */
export function openMutation<Input, Value>(schema: z.ZodType<Input>, verb: (input: Input) => Promise<Value>): Mutation<Value> {
  return answered(async (given) => verb(parsed(schema, given)));
}

function answered<Value>(work: (given: object) => Promise<Value>): Mutation<Value> {
  return async (_before, input) => {
    const form = input instanceof FormData ? input : undefined;
    try {
      return { ok: true, value: await work(form ? formObject(form) : input) };
    } catch (error) {
      unstable_rethrow(error); // redirect() and notFound() travel as errors
      return refusalState(error, await requestId(), form ? typedAgain(form) : {});
    }
  };
}

function parsed<Input>(schema: z.ZodType<Input>, given: object): Input {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const faults = result.error.issues.map(faultOfIssue);
  throw new Refusal("invalid", faults.length === 1 ? "One field needs another look." : `${faults.length} fields need another look.`, { faults });
}

const faultOfIssue = (issue: z.core.$ZodIssue): Fault => ({
  pointer: pointerTo(issue.path),
  detail: issue.message,
});

function refusalState(error: unknown, id: string, typed: Record<string, string>): MutationState<never> {
  if (error instanceof Refusal) {
    return {
      ok: false,
      code: error.code,
      message: error.message,
      faults: error.faults,
      requestId: id,
      typed,
      ...(error.retryAfter !== undefined && { retryAfter: error.retryAfter }),
      ...(error.facts && { facts: error.facts }),
    };
  }
  log.error({ err: error, requestId: id }, "a mutation failed");
  return { ok: false, code: "failed", message: `Something went wrong on our side. Try again; if it stays, tell an admin the reference ${id}.`, faults: [], requestId: id, typed };
}
