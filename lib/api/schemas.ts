import { z } from "@hono/zod-openapi";
import { Submission } from "@/lib/actions/proposal/submission";
import { STATES } from "@/lib/actions/states";
import { PROBLEM_CODES, PROBLEM_TYPE } from "@/lib/http/problem";
import { TIERS } from "@/lib/policy/types";

const when = () => z.iso.datetime();
const anything = (description: string) => z.unknown().openapi({ description });

export const ClassificationBody = z
  .object({
    policy_version: z.int(),
    comes_from: z.array(z.string()).openapi({ description: "The rules, of those below, that the tier and the effect come from." }),
    rules: z
      .array(
        z.object({
          rule: z.string(),
          text: z.string(),
          tier: z.enum(TIERS).nullable().openapi({ description: "What it asked for by itself; the strictest wins." }),
          effect: z.enum(["review", "block"]).nullable(),
          values: z.record(z.string(), z.unknown()).openapi({ description: "What it saw, under JSON Pointers: `/params/amount`. Sensitive values are masked; empty once a person has edited the payload." }),
        }),
      )
      .openapi({ description: "All that matched." }),
    signals: z
      .array(
        z.object({
          detector: z.string(),
          kind: z.string().nullable(),
          severity: z.enum(["info", "low", "medium", "high"]),
          pointer: z.string().openapi({ description: "JSON Pointer into `{params, statement}`." }),
          excerpt: z.string().nullable().openapi({ description: "Never a secret, never of a sensitive field." }),
          source: z.string().nullable().openapi({ description: "The source of `statement.context.sources` that it was found in." }),
        }),
      )
      .openapi({ description: "What detectors found; at most 50." }),
    not_matched: z.array(z.string()).openapi({ description: "Rules that were for this action and did not match." }),
  })
  .openapi("Classification", { description: "Why the action is what it is, as recorded with its current revision." });

export const ActionBody = z
  .object({
    id: z.uuid(),
    object: z.literal("action"),
    state: z.enum(STATES).openapi({ description: "Branch on this. `pending`, `blocked`, `approved` and `executing` go on by themselves; `unknown` waits for a person." }),
    mode: z.enum(["live", "test"]),
    dry_run: z.boolean(),
    tool: z.string(),
    tier: z.enum(TIERS),
    effect: z.enum(["allow", "review", "block"]),
    summary: z.string().openapi({ description: "The sentence that reviewers read; sensitive values are masked." }),
    reversibility: z.enum(["reversible", "compensable", "irreversible"]),
    revision: z.int(),
    payload_hash: z.string().openapi({ description: "SHA-256 of the RFC 8785 form of what an approval is bound to." }),
    reasons: z.array(z.object({ rule: z.string(), text: z.string() })),
    classification: ClassificationBody,
    requirement: z
      .object({ approvals: z.array(z.object({ group: z.string(), approvals: z.int() })), on_expiry: z.enum(["expire", "escalate"]) })
      .nullable()
      .openapi({ description: "Whose approvals it needs; null where nobody is asked." }),
    decision: z
      .object({ verdict: z.enum(["approved", "rejected"]), by: z.string(), note: z.string(), at: when() })
      .nullable()
      .openapi({ description: "Who decided and why; null until it takes effect." }),
    question: z
      .object({ id: z.uuid(), text: z.string(), by: z.string(), at: when() })
      .nullable()
      .openapi({ description: "A reviewer's question that waits on you: answer it with `POST …/answers`. Null when none waits." }),
    outcome: z
      .object({ by: z.enum(["worker", "agent", "person"]), reason: z.string().nullable(), response: anything("What the target answered, bounded and masked."), dry_run: z.boolean() })
      .nullable(),
    submitted_at: when(),
    state_at: when(),
    deadline_at: when().nullable().openapi({ description: "Until when it may be decided." }),
    execute_by: when().nullable().openapi({ description: "Until when its execution may begin." }),
    attempts: z.int(),
    rollback_of: z.uuid().nullable().openapi({ description: "The action that this one undoes. People ask for rollbacks; where you run the tool, you undo it under the rollback's own grant." }),
    session: z.string().nullable(),
    parent_id: z.uuid().nullable(),
    on_behalf_of: z.string().nullable(),
    subjects: anything("As submitted."),
    cost: anything("As submitted."),
    usage: anything("As submitted."),
    links: z.object({ self: z.url(), events: z.url(), review: z.url() }),
  })
  .openapi("Action");

/** Any JSON value. The strict door has read it as one already, and a recursive schema would walk it again. */
export const Json = z.unknown() as z.ZodType<z.core.util.JSONType>;

export const SubmissionBody = Submission.extend({ params: z.record(z.string(), Json).openapi({ description: "The tool's arguments; a registered tool's schema is held against them." }) }).openapi("Submission", { description: "A proposed call of a tool. Everything but `tool` and `params` is a statement or a label: it never grants anything." });

export const ActionPage = z.object({ data: z.array(ActionBody), has_more: z.boolean() }).openapi("ActionPage");

export const ToolBody = z
  .object({
    object: z.literal("tool"),
    name: z.string(),
    title: z.string(),
    description: z.string(),
    version: z.int(),
    access: z.enum(["read", "draft", "write", "destructive"]),
    reversibility: z.enum(["reversible", "compensable", "irreversible"]),
    run_by: z.enum(["gateway", "agent"]).openapi({ description: "`agent`: once it is approved, fetch its grant, run it yourself and report the result." }),
    params_schema: z.record(z.string(), z.unknown()).openapi({ description: "JSON Schema (2020-12) of `params`." }),
  })
  .openapi("Tool");

export const ToolList = z.object({ data: z.array(ToolBody), has_more: z.literal(false) }).openapi("ToolList");

export const GrantBody = z
  .object({
    object: z.literal("grant"),
    action: z.uuid(),
    grant: z.string().openapi({ description: "Send it back with the result. It names one action and one payload, and is taken once." }),
    params: z.record(z.string(), z.unknown()).openapi({ description: "Exactly what was approved; a reviewer may have edited what was submitted." }),
    payload_hash: z.string(),
    dry_run: z.boolean(),
    expires_at: when(),
    undoes: z
      .object({
        action: z.uuid(),
        params: z.record(z.string(), z.unknown()).openapi({ description: "What was approved of that action when you ran it." }),
        result: z.unknown().openapi({ description: "What you reported of it." }),
        force: z.boolean().openapi({ description: "An admin wants it undone even if the target has changed since." }),
      })
      .nullable()
      .openapi({ description: "For a rollback: the action of yours to undo. Null otherwise." }),
  })
  .openapi("Grant");

export const ProblemBody = z
  .object({
    type: z.url(),
    title: z.string(),
    status: z.int(),
    code: z.enum(PROBLEM_CODES),
    detail: z.string().openapi({ description: "What happened, and what to do about it." }),
    errors: z.array(z.object({ pointer: z.string().optional(), parameter: z.string().optional(), header: z.string().optional(), detail: z.string() })).optional(),
    request_id: z.string(),
  })
  .loose()
  .openapi("Problem");

const MEANS: Record<number, string> = {
  400: "It cannot be read",
  401: "The key is missing or not accepted",
  403: "The key lacks the scope, or the agent may not do this",
  404: "There is no such action among this agent's own",
  409: "The action is not in a state for this; the code says why",
  413: "The body is too large",
  415: "The body is not JSON",
  422: "Something in it is not valid; every fault is named",
  429: "Too many requests; see Retry-After",
  503: "Not available now; see Retry-After",
};

/** The problems that a route may answer with. */
export const problems = (...statuses: (keyof typeof MEANS)[]) =>
  Object.fromEntries(
    [400, 401, 403, 429, 503, ...statuses].map((status) => [status, { description: MEANS[status]!, content: { [PROBLEM_TYPE]: { schema: ProblemBody } } }]),
  );

export const security = [{ agent_key: [] }];

export const ActionId = z.object({ id: z.uuid("is not the id of an action; ids are UUIDs") });

/** Documented here, read by the routes themselves: a validator would build every header of every request. */
export const preferHeader = {
  name: "Prefer",
  in: "header" as const,
  required: false,
  description: "`wait=30` holds the answer for up to that many seconds (at most 55) while the action waits for people, clocks or its execution.",
  schema: { type: "string" as const },
};

export const requestIdHeader = {
  name: "X-Request-Id",
  in: "header" as const,
  required: false,
  description: "Your own id for the request, for logs on both sides. Answered as it came, or with a new one.",
  schema: { type: "string" as const, pattern: "^[\\w.-]{1,100}$" },
};
