import type { Context } from "hono";
import { z } from "zod";
import { pointerTo, Refusal } from "@/lib/errors";
import { readJson } from "@/lib/http/body";
import { Id } from "@/lib/ids";
import type { PeopleEnv } from "./context";

/** A hash of what was on the screen: of the payload, of what a decision takes. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, "is a SHA-256 in hex");

/** The action that the address names. @throws Refusal `not_found` */
export function actionId(c: Context<PeopleEnv>): string {
  const id = Id.safeParse(c.req.param("id"));
  if (!id.success) throw new Refusal("not_found", "There is no such action. It may have been erased, or the link is not complete.");
  return id.data;
}

/** The body as `schema` has it; no body is an empty object. @throws Refusal `invalid` with every fault */
export async function bodyOf<T>(c: Context<PeopleEnv>, schema: z.ZodType<T>): Promise<T> {
  const read = await readJson(c.req.raw);
  const body = schema.safeParse(read === undefined ? {} : read);
  if (body.success) return body.data;
  const faults = body.error.issues.map(({ path, message }) => ({ pointer: pointerTo(path), detail: message }));
  throw new Refusal("invalid", "It is not complete. Correct every fault in `errors` and send it again.", { faults });
}
