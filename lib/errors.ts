/**
 * The one error that a reader is meant to see. `message` says what to do next; the code maps to
 * an HTTP status here and nowhere else. Everything else that is thrown is a fault of ours.
 */
export const STATUS = {
  invalid: 422,
  malformed: 400,
  unauthenticated: 401,
  not_permitted: 403,
  self_approval: 403,
  channel_not_allowed: 403,
  step_up_required: 403,
  fact_required: 422,
  second_admin_needed: 409,
  not_found: 404,
  already_decided: 409,
  stale_revision: 409,
  wrong_state: 409,
  payload_mismatch: 409,
  idempotency_mismatch: 422,
  idempotency_in_flight: 409,
  expired: 409,
  halted: 409,
  conflict: 409,
  too_large: 413,
  unsupported_type: 415,
  rate_limited: 429,
  unavailable: 503,
} as const;

export type RefusalCode = keyof typeof STATUS;

/** One fault in what was sent; `pointer` is a JSON Pointer (RFC 6901) into it. */
export type Fault = { pointer: string; detail: string };

/** The JSON Pointer to a place in what was sent. */
export const pointerTo = (path: readonly PropertyKey[]): string => path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly faults: Fault[];
  /** Seconds after which trying again makes sense. */
  readonly retryAfter: number | undefined;
  /** What a machine may branch on besides the code: who decided, when, which revision is current. */
  readonly facts: Record<string, string | number | null> | undefined;

  constructor(
    code: RefusalCode,
    message: string,
    more: { faults?: Fault[]; retryAfter?: number; facts?: Record<string, string | number | null>; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause });
    this.name = "Refusal";
    this.code = code;
    this.faults = more.faults ?? [];
    this.retryAfter = more.retryAfter;
    this.facts = more.facts;
  }

  get status(): number {
    return STATUS[this.code];
  }
}
