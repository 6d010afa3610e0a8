import { z } from "zod";
import { template, textTemplate, type Root } from "@/lib/connectors/template";
import { responseCheck } from "./response-check";

// Set by us or by the connection; a binding that set them could smuggle a second request or another host.
const RESERVED = /^(host|connection|content-length|transfer-encoding|upgrade|te|trailer|keep-alive|expect|idempotency-key|accept-encoding|proxy-.*)$/i;

const headerName = z
  .string()
  .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, "is not a header name")
  .refine((name) => !RESERVED.test(name), "is a header that the connector sets itself");
const headerValue = z.string().max(8_000).regex(/^[\t\x20-\x7e]*$/, "must be printable ASCII on one line");

const hostAndPort = z
  .string()
  .regex(/^(\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9.-]*[a-z0-9])?)(:\d{1,5})?$/i, "must be host or host:port, without https:// or a path");

export const HttpConfig = z
  .strictObject({
    baseUrl: z
      .url({ protocol: /^https?$/, error: "must be an address such as https://api.example.com/v2" })
      .refine((text) => !/[?#@]/.test(text), "must not carry a query, a fragment or a password; credentials are kept apart"),
    allowedHosts: z.array(hostAndPort).min(1, "name at least one host").max(50),
    timeoutMs: z.int().min(100).max(120_000).default(15_000),
    headers: z.record(headerName, headerValue).default({}),
  })
  .superRefine(({ baseUrl, allowedHosts }, context) => {
    const { host } = new URL(baseUrl);
    if (!allowedHosts.some((allowed) => allowed.toLowerCase() === host)) {
      context.addIssue({ code: "custom", path: ["allowedHosts"], message: `must contain ${host}, which baseUrl leads to` });
    }
  });
export type HttpConfig = z.infer<typeof HttpConfig>;

export const HttpCredentials = z.strictObject({ headers: z.record(headerName, headerValue).default({}) });
export type HttpCredentials = z.infer<typeof HttpCredentials>;

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;

const Success = z.strictObject({
  status: z.array(z.int().min(200, "success is 200 to 399").max(399, "success is 200 to 399")).min(1).max(20),
});

const requestOf = (roots: readonly Root[]) => ({
  method: z.enum(METHODS),
  path: textTemplate(roots).refine((path) => /^\/(?![/\\])/.test(path), "must start with a single /"),
  headers: z.record(headerName, textTemplate(roots)).optional(),
  body: template(roots).optional(),
  success: Success,
});

const bodiless = ({ method, body }: { method: string; body?: unknown }) => body === undefined || (method !== "GET" && method !== "HEAD");
const BODILESS = { path: ["body"], message: "GET and HEAD carry no body" };

const Compensation = z
  .strictObject({
    ...requestOf(["params", "response"]),
    /** Whether the target honours the idempotency key here too; as for the request itself when left out. */
    idempotent: z.boolean().optional(),
  })
  .refine(bodiless, BODILESS);

const jsonSchema = z.record(z.string(), z.json()).superRefine((schema, context) => {
  try {
    responseCheck(schema);
  } catch (error) {
    context.addIssue({ code: "custom", message: `is not a usable JSON Schema: ${(error as Error).message}` });
  }
});

const statuses = z.array(z.int().min(200).max(599)).min(1).max(20);

/** A request that only reads, and what its answers say of the action. Any other answer leaves it open. */
const Probe = z
  .strictObject({
    method: z.enum(["GET", "HEAD"]),
    /** May name the key the request was made with: `/charges?key={{call.idempotency_key}}`. */
    path: requestOf(["params", "call"]).path,
    headers: requestOf(["params", "call"]).headers,
    happened: statuses,
    didNotHappen: statuses,
    /** JSON Schema that the answer's body must fit for it to have happened; a body that does not fit says that it did not. */
    happenedBody: jsonSchema.optional(),
  })
  .refine(({ happened, didNotHappen }) => !happened.some((status) => didNotHappen.includes(status)), { path: ["didNotHappen"], message: "names a status that says that it happened" });

export const HttpBinding = z
  .strictObject({
    ...requestOf(["params"]),
    /** JSON Schema (2020-12) of the answer to a success. */
    responseSchema: jsonSchema.optional(),
    /** Whether the target honours `Idempotency-Key`, so that the same request again has no second effect. */
    idempotent: z.boolean(),
    compensation: Compensation.optional(),
    /** How to find out what became of a request that nobody knows the outcome of. */
    probe: Probe.optional(),
  })
  .refine(bodiless, BODILESS);
export type HttpBinding = z.infer<typeof HttpBinding>;

/** The part of a binding that is one request: the action's own, or its compensation. */
export type HttpRequest = Omit<z.infer<typeof Compensation>, "idempotent">;
