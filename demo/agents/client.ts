/**
 * A small client of Countersign's API for agents: `fetch` and nothing else. Copy it, or read it to write your own.
 *
 *   const countersign = connect({ url: "http://127.0.0.1:3000", key: "csk_live_…" });
 *   const action = await countersign.submit(
 *     { tool: "process_refund", params: { order: "ord_2001", customer: "cus_1001", amount: 120, currency: "USD", reason: "…" } },
 *     { idempotencyKey: "ticket-5512-refund", wait: 30 },
 *   );
 *   if (action.state === "succeeded") …
 */
export type State =
  | "pending"
  | "blocked"
  | "approved"
  | "executing"
  | "succeeded"
  | "failed"
  | "unknown"
  | "rejected"
  | "expired"
  | "cancelled"
  | "rolled_back";

export type Proposal = {
  tool: string;
  params: Record<string, unknown>;
  /** What you say of it. Reviewers see it apart from the facts, marked unverified. */
  statement?: {
    reasoning?: string;
    /** 0 to 1. */
    confidence?: number;
    context?: { instruction?: string; sources?: { name: string; trusted: boolean; text: string }[] };
  };
  /** Labels: what belongs together, for whom, about whom, and what it cost you to work it out. */
  session?: string;
  on_behalf_of?: string;
  subjects?: { kind: string; id: string }[];
  cost?: { amount: number; currency: string };
  usage?: Record<string, number>;
  /** Shows what would happen, without doing it. */
  dry_run?: boolean;
};

/** The parts of an action that agents need most; the API's OpenAPI document has them all. */
export type Action = {
  id: string;
  state: State;
  tool: string;
  tier: "low" | "medium" | "high";
  /** The sentence reviewers read. */
  summary: string;
  /** Why it is held, or why it is not. */
  reasons: { rule: string; text: string }[];
  decision: { verdict: "approved" | "rejected"; by: string; note: string; at: string } | null;
  outcome: { by: string; reason: string | null; response: unknown; dry_run: boolean } | null;
  links: { self: string; events: string; review: string };
};

/** Permission to run one approved action yourself, once, exactly as it was signed. */
export type Grant = {
  grant: string;
  params: Record<string, unknown>;
  payload_hash: string;
  /** Say what you would do, and do nothing. */
  dry_run?: boolean;
  expires_at: string;
};
export type Report = { grant: string; outcome: "succeeded" | "failed"; detail?: string };

/** The API's own "no" (RFC 9457): `code` to branch on, `message` to read. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly faults: { pointer: string; detail: string }[],
    readonly requestId: string | undefined,
  ) {
    super(message);
  }
}

/** Nothing answers at the address. */
export class Unreachable extends Error {
  constructor(url: string, cause: unknown) {
    super(`Countersign does not answer at ${url}. Is it up? Start it with: npm run up`, { cause });
  }
}

const MOST_WAIT = 55; // seconds the API holds an answer

export type Countersign = ReturnType<typeof connect>;

export function connect({ url, key, tries = 3 }: { url: string; key: string; tries?: number }) {
  const address = (path: string) => new URL(`/api/v1/actions${path}`, url);
  const headers = { Authorization: `Bearer ${key}`, "Content-Type": "application/json", Accept: "application/json" };
  const prefer = (wait = 0): Record<string, string> => (wait > 0 ? { Prefer: `wait=${Math.min(wait, MOST_WAIT)}` } : {});

  /**
   * Tries again when told to come back later, or when the line broke. That is safe for everything sent here: a
   * submission carries its key, the rest names its action.
   */
  async function call<Answer>(method: string, path: string, more: { headers?: Record<string, string>; body?: object } = {}) {
    for (let tried = 1; ; tried++) {
      let response: Response;
      try {
        response = await fetch(address(path), {
          method,
          headers: { ...headers, ...more.headers },
          body: more.body && JSON.stringify(more.body),
          signal: AbortSignal.timeout((MOST_WAIT + 15) * 1000),
        });
      } catch (error) {
        if (tried === tries) throw new Unreachable(url, error);
        await pause(tried);
        continue;
      }
      if (response.ok) return (await response.json()) as Answer;
      const busy = response.status === 429 || response.status === 503;
      if (!busy || tried === tries) throw await refusedBy(response);
      await response.body?.cancel();
      await pause(Number(response.headers.get("retry-after")) || tried);
    }
  }

  return {
    /** Proposes an action. The same key and proposal always mean the same action, however often they are sent. */
    submit: (proposal: Proposal, { idempotencyKey, wait }: { idempotencyKey: string; wait?: number }) =>
      call<Action>("POST", "", { headers: { "Idempotency-Key": idempotencyKey, ...prefer(wait) }, body: proposal }),

    /** The action as it is now; with `wait` (seconds) the answer is held until it stops waiting for people. */
    get: (id: string, { wait }: { wait?: number } = {}) => call<Action>("GET", `/${id}`, { headers: prefer(wait) }),

    /** Withdraws an action that has not run. */
    cancel: (id: string, reason: string) => call<Action>("POST", `/${id}/cancellation`, { body: { reason } }),

    /** For a tool you run yourself: what to run, and the grant to report it with. */
    grant: (id: string) => call<Grant>("POST", `/${id}/grant`, { body: {} }),

    /** How it went. A grant that is never reported leaves its action `unknown`, for a person to settle. */
    report: (id: string, report: Report) => call<Action>("POST", `/${id}/result`, { body: report }),
  };
}

const pause = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

type Problem = {
  title?: string;
  code?: string;
  detail?: string;
  request_id?: string;
  errors?: { pointer: string; detail: string }[];
};

async function refusedBy(response: Response): Promise<Refused> {
  const problem = (await response.json().catch(() => ({}))) as Problem;
  const message = problem.detail ?? problem.title ?? `The gateway answered ${response.status}.`;
  return new Refused(response.status, problem.code ?? "unreadable", message, problem.errors ?? [], problem.request_id);
}
