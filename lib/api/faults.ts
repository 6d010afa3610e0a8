import { HTTPException } from "hono/http-exception";
import type { z } from "zod";
import { pointerTo } from "@/lib/errors";
import { problem, problemOf, type ProblemError } from "@/lib/http/problem";
import { RateLimited } from "@/lib/limits/requests";
import { limitHeaders } from "./authenticate";
import type { ApiContext } from "./context";

const MOST_FAULTS = 100;

type Result = { success: true } | { success: false; target: string; error: z.core.$ZodError };

/** What zod refuses, as a problem that names every fault and where it is. */
export function refuseInvalid(result: Result, c: ApiContext): Response | undefined {
  if (result.success) return undefined;
  const errors = result.error.issues.flatMap((issue) => faultsOf(issue, result.target)).slice(0, MOST_FAULTS);
  const where = result.target === "json" ? "The body" : result.target === "param" ? "The address" : "The query";
  return problem(c.var.requestId, "invalid", `${where} is not valid. Correct every fault in \`errors\` and send it again.`, { errors });
}

function faultsOf(issue: z.core.$ZodIssue, target: string): ProblemError[] {
  const path = issue.path.map(String);
  // Unknown names are told one by one, each at its own place.
  const places = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...path, key]) : [path];
  const detail = issue.code === "unrecognized_keys" ? "is not a field here" : issue.message;
  return places.map((place) => (target === "json" ? { pointer: pointerTo(place).slice(0, 300), detail } : { parameter: (place[0] ?? "").slice(0, 100), detail }));
}

/** The API's one door for whatever is thrown. */
export function answerError(error: Error, c: ApiContext): Response {
  const { requestId } = c.var;
  if (error instanceof HTTPException) {
    return error.status === 415
      ? problem(requestId, "unsupported_type", "Only JSON is read here: send `Content-Type: application/json`.")
      : problem(requestId, "malformed", "The request cannot be read.");
  }
  const answer = problemOf(error, requestId);
  if (error instanceof RateLimited) for (const [name, value] of limitHeaders(error.spent)) answer.headers.set(name, value);
  return answer;
}
