import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { z } from "zod";

/** A "no" that the caller is meant to read. */
export class Refused extends Error {
  constructor(
    readonly status: ContentfulStatusCode,
    readonly code: string,
    message: string,
    readonly faults: { field: string; message: string }[] = [],
  ) {
    super(message);
  }
}

/** The request's JSON as `schema` wants it, or a refusal that lists every fault. */
export async function bodyOf<Schema extends z.ZodType>(c: Context, schema: Schema): Promise<z.infer<Schema>> {
  const json: unknown = await c.req.json().catch(() => {
    throw new Refused(400, "malformed_json", "The body is not JSON. Send an object with Content-Type: application/json.");
  });
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => ({ field: issue.path.join("."), message: issue.message }));
  const list = faults.map(({ field, message }) => `${field || "body"}: ${message}`).join("; ");
  throw new Refused(422, "invalid", `Not accepted: ${list}`, faults);
}

export function answerError(error: Error, c: Context) {
  if (error instanceof Refused) {
    const { code, message, faults } = error;
    return c.json({ error: { code, message, ...(faults.length > 0 && { faults }) } }, error.status);
  }
  console.error("acme: a request failed", error);
  return c.json({ error: { code: "internal", message: "Acme could not do this. Its log says why." } }, 500);
}

const MAX_TEXT = 10_000;
export const text = (max = MAX_TEXT) => z.string().trim().min(1, "must not be empty").max(max);
export const currency = z.string().regex(/^[A-Z]{3}$/, "must be a three-letter code such as USD");
/** Whole cents, so that nothing is lost between JSON and the database. */
export const amount = z
  .number()
  .positive()
  .max(1_000_000)
  .refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6, "must have at most two decimals");
