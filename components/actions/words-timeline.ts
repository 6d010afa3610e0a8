/** What an event says, after the name of who caused it. */
const SAYS: Record<string, string> = {
  "action.submitted": "proposed it",
  "action.released": "released it from its block",
  "action.revised": "edited it",
  "action.vote_cast": "approved it",
  "action.vote_taken_back": "took back their approval",
  "action.vote_voided": "stopped counting a vote: its person was deactivated",
  "action.quorum_lost": "stopped the approval: a vote no longer counts",
  "action.self_approved": "decided alone, since nobody else qualifies",
  "action.approved": "approved it",
  "action.rejected": "rejected it",
  "action.cancelled": "cancelled it",
  "action.expired": "ended it: its time was over",
  "action.reminded": "reminded those who may decide",
  "action.escalated": "asked the next group, since nobody decided in time",
  "action.taken": "took it to look at it",
  "action.taken_over": "took it over",
  "action.let_go": "let go of it",
  "action.snoozed": "put it off for themselves",
  "action.unsnoozed": "brought it back to their queue",
  "action.asked": "asked the agent",
  "action.answered": "answered the question",
  "action.question_closed": "took the question back",
  "action.claimed": "began to execute it",
  "action.succeeded": "executed it",
  "action.failed": "could not execute it",
  "action.postponed": "put it off to try again",
  "action.lost_track": "lost track of its outcome",
  "action.settled": "settled its outcome",
  "action.probed": "asked the target what became of it",
  "action.rollback_requested": "asked for it to be undone",
  "action.retried": "proposed it again",
  "action.rolled_back": "rolled it back",
  "action.held_back": "would have executed it, and a halt holds it back",
  "action.late_result_refused": "reported too late; the result was not taken",
};

/** @param names whom the event names besides */
export function eventWords(type: string, actor: string, names: string | null = null): string {
  if (type === "action.assigned") return names === null ? "gave it back to everybody who may decide" : `asked ${names} to decide it`;
  if (type === "action.submitted" && actor === "person") return "asked for it";
  if (type === "action.approved" && actor === "system") return "let the approval take effect";
  return SAYS[type] ?? type.replace(/^action\./, "").replaceAll("_", " ");
}

/** Which of an event's facts are worth a line of their own. */
export function eventDetails(type: string, data: Readonly<Record<string, unknown>>): string[] {
  const details: string[] = [];
  const text = (value: unknown) => (typeof value === "string" && value.trim() !== "" ? value : undefined);
  const note = text(data.note) ?? text(data.reason) ?? text(data.question);
  if (note) details.push(`“${note}”`);
  if (type === "action.submitted") details.push(`classified ${String(data.tier)} · ${EFFECT[String(data.effect)] ?? String(data.effect)} by policy ${String(data.policy_version)}`);
  if (type === "action.settled" && text(data.as)) details.push(SETTLED[String(data.as)] ?? String(data.as));
  if (type === "action.probed" && text(data.finding)) details.push(FOUND[String(data.finding)] ?? String(data.finding), String(data.evidence ?? ""));
  if (type === "action.expired" && text(data.clock)) details.push(`the clock for ${String(data.clock)}`);
  if (type === "action.escalated" && text(data.to)) details.push(`to ${String(data.to)}`);
  if (typeof data.attempt === "number") details.push(`attempt ${data.attempt}`);
  if (typeof data.new_revision === "number") details.push(`revision ${data.new_revision}`);
  if (text(data.confirmed)) details.push(`typed ${String(data.confirmed)}`);
  if (text(data.step_up)) details.push(`gave their ${String(data.step_up)} again`);
  if (data.channel === "slack") details.push("in Slack");
  if (data.dry_run === true) details.push("dry run");
  return details;
}

const EFFECT: Record<string, string> = { allow: "allowed", review: "review", block: "blocked" };
const FOUND: Record<string, string> = { happened: "it says that it happened", did_not_happen: "it says that it did not happen", cannot_tell: "it cannot be told" };
const SETTLED: Record<string, string> = { happened: "it happened", did_not_happen: "it did not happen", try_again: "to be tried again" };
