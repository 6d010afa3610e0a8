import { absolute } from "@/components/time-words";
import type { ActionInFull, Count, QueueFilters, QueueLine, QueueRows, QueueView } from "@/lib/actions/shown/person-view";
import type { Precedents } from "@/lib/actions/review/precedent-view";
import type { Pace } from "@/lib/actions/review/pace-view";
import type { Assignees, Taken } from "@/lib/actions/shown/review-view";
import { paths } from "@/lib/paths";
import { notProved, proved } from "./proved";
import { trouble as words } from "./words";

/** An answer that was a problem, or none at all. */
export class Trouble extends Error {
  constructor(
    message: string,
    readonly code: string,
    readonly requestId: string | null,
    readonly facts: { by?: string | null; at?: string; state?: string } = {},
  ) {
    super(message);
  }

  /** What was to be decided is not there any more as it was seen. */
  get moved(): boolean {
    return ["already_decided", "stale_revision", "wrong_state", "payload_mismatch", "expired", "not_found"].includes(this.code);
  }
}

/** Refusals name moments in UTC; whoever reads them here has a zone. */
export const withLocalTime = (message: string): string => message.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (at) => absolute(new Date(at), Date.now()));

async function answerOf<Value>(asked: Promise<Response>): Promise<Value> {
  let answer: Response;
  try {
    answer = await asked;
  } catch {
    throw new Trouble(words.offline, "offline", null);
  }
  const body = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
  if (answer.ok) return body as Value;
  if (body.code === "step_up_required") notProved();
  const text = (name: string) => (typeof body[name] === "string" ? body[name] : undefined);
  throw new Trouble(
    withLocalTime(text("detail") ?? words.failed),
    text("code") ?? "failed",
    text("request_id") ?? answer.headers.get("x-request-id"),
    body as Trouble["facts"],
  );
}

const read = <Value>(address: string, signal?: AbortSignal) => answerOf<Value>(fetch(address, { headers: { Accept: "application/json" }, ...(signal && { signal }) }));
const post = <Value>(address: string, body: object) =>
  // Also when the page is left right away.
  answerOf<Value>(fetch(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), keepalive: true }));

export type Where = { view: QueueView; filters: QueueFilters };
const searchOf = ({ view, filters }: Where, more: Record<string, string> = {}) => new URLSearchParams({ view, ...filters, ...more });

export const readRows = (where: Where, after?: string) => read<QueueRows>(`${paths.queueRows}?${searchOf(where, after ? { after } : {})}`);
export const readLines = async (ids: readonly string[]): Promise<QueueLine[]> => (await read<QueueRows>(`${paths.queueRows}?ids=${ids.join(",")}`)).lines;
export const readArrivals = (where: Where, since: string) => read<Count>(`${paths.arrivals}?${searchOf(where, { since })}`);
export const readInFull = (id: string) => read<ActionInFull>(paths.actionInFull(id));

type Decided = { id: string; state: string; revision: number; effect_at: string | null };
type Seen = Pick<ActionInFull, "id" | "revision" | "payloadHash">;

export const sendDecision = ({ id, revision, payloadHash }: Seen, verdict: "approve" | "reject", note?: string, fact?: string) =>
  post<Decided>(paths.aboutAction(id, "decision"), { verdict, revision, payload_hash: payloadHash, ...(note && { note }), ...(fact && { fact }) });
/** The password again: it holds for what this session approves in the next minutes. */
export const sendStepUp = async (password: string): Promise<void> => proved((await post<{ until: string }>(paths.stepUp, { password })).until);
export const sendWithdrawal = ({ id, revision }: Pick<Seen, "id" | "revision">) => post<Decided>(paths.aboutAction(id, "decision/end"), { revision });

/** What several have in common and where they differ; each with what a decision on it is bound to. */
export type Compared = {
  same: { pointer: string; value: unknown; amount: string | null }[];
  columns: string[];
  rows: (Seen & { requirementHash: string; summary: string; state: string; values: Record<string, unknown>; amounts: Record<string, string> })[];
  /** Fields that are not compared here. */
  more: number;
  stepUp: { until: string | null } | null;
};
type DecidedOfMany = { id: string; ok: true; revision: number; effectAt: string | null } | { id: string; ok: false; message: string };

export const readPace = () => read<Pace>(paths.pace);
export const readPrecedents = (id: string, signal: AbortSignal) => read<Precedents>(paths.precedents(id), signal);
export const readDifferences = (ids: readonly string[]) => read<Compared>(paths.differences(ids));
export const sendDecisions = (seen: Compared["rows"], verdict: "approve" | "reject", note: string) =>
  post<{ decided: DecidedOfMany[] }>(paths.decisions, { verdict, note, actions: seen.map(({ id, revision, payloadHash, requirementHash }) => ({ id, revision, payload_hash: payloadHash, requirement_hash: requirementHash })) });

const about = <Value>(id: string, what: string, body: object = {}) => post<Value>(paths.aboutAction(id, what), body);

export const sendTake = (id: string, over = false) => about<Taken>(id, "take", { over });
export const keepTake = (id: string) => about<Taken>(id, "take/heartbeat");
export const endTake = (id: string) => about<{ ended: boolean }>(id, "take/end");
/** The most urgent one that waits on this person, taken for them; null when nothing is left. */
export const serveNext = ({ tier, tool, agent }: QueueFilters, skip: readonly string[]) =>
  post<{ taken: Taken | null }>(paths.serveNext, { ...(tier && { tier }), ...(tool && { tool }), ...(agent && { agent }), skip: skip.slice(-200) });
export const sendSnooze = (id: string, until: Date | null) => about<{ until: string }>(id, "snooze", until ? { until: until.toISOString() } : {});
export const endSnooze = (id: string) => about<{ ended: boolean }>(id, "snooze/end");
export const readAssignees = (id: string) => read<Assignees>(paths.aboutAction(id, "assignees"));
export const sendAssignment = (id: string, to: { person: string } | { group: string } | null, note: string) => about<object>(id, "assignment", { to, ...(note && { note }) });
export const sendQuestion = ({ id, revision }: Pick<Seen, "id" | "revision">, question: string) => about<Decided>(id, "question", { revision, question });
export const endQuestion = ({ id, revision }: Pick<Seen, "id" | "revision">) => about<{ ended: boolean }>(id, "question/end", { revision });
export type Edited = Decided & { tier: ActionInFull["tier"]; summary: string };
export const sendEdit = ({ id, revision }: Pick<Seen, "id" | "revision">, params: object, note: string, approve: boolean) => about<Edited>(id, "revision", { revision, params, note, approve });
