import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { ActionState } from "@/lib/actions/states";
import { db } from "@/lib/db/tx";
import { topicOf } from "@/lib/deliveries/topics";
import { forAll, type Delivery, type Sent } from "@/lib/deliveries/types";
import { TOPIC_NAMES, type Topic } from "@/lib/deliveries/view";
import { env } from "@/lib/env";
import { Id } from "@/lib/ids";
import type { Message } from "./blocks";
import { Anything, callSlack, Posted, wordsFor, type Answer } from "./client";
import { factsFor, type SlackFacts } from "./facts";
import { copiesIn, directLineOf, lately, membersOf, noteLine, noteShown, type Copy, type DirectLine } from "./messages";
import { closed, groupOf, groupNote, messageOf, threadNote, type Note } from "./render";
import { workspace, type Workspace } from "./workspace";

/** More than this many messages to a channel within a minute become one message about all of them. */
const MOST_PINGS = 5;
/** How long a message about many takes further ones. */
const GROUP_SECONDS = 300;
/** Slack takes about one message a second in a channel: https://docs.slack.dev/apis/web-api/rate-limits#rate-limits__limits-when-posting-messages */
export const SPACING_MS = 1_100;
/** What is left of the time when no further call is begun. */
const RESERVE_MS = 10_000;
export const TIMEOUT_MS = 60_000;

/** What is said beside the message, in its thread, where a person or a channel is to look again. */
const NOTES: Record<Exclude<Topic, "pending">, (eventType: string) => Note> = {
  reminder: (eventType) => (eventType === "action.escalated" ? "escalated" : "reminder"),
  answered: () => "answered",
  decided: () => "decided",
  trouble: () => "trouble",
};

/** Brings the messages of a channel, or to a person, to what holds now: whatever the deliveries tell of, what is read is the action itself. */
export async function send(batch: readonly Delivery[], signal: AbortSignal): Promise<Sent[]> {
  const connected = await workspace();
  if (!connected) return forAll(batch, { outcome: "dropped", reason: "No Slack workspace is connected any more." });
  const target = batch[0]!.target;
  const line = Id.safeParse(target).success ? await directLineOf(target, connected.teamId) : { channelId: target, linked: true, gone: false };
  if (!line) return forAll(batch, { outcome: "dropped", reason: "This person has no Slack user in the connected workspace." });
  const work = new Batch(line, connected, env().PUBLIC_URL, signal);
  const results = await work.show(wantedOf(batch, line.linked));
  const sent: Sent[] = [];
  for (const delivery of batch) {
    const result = results.get(delivery.actionId ?? "") ?? { outcome: "dropped" as const, reason: "There is no such action any more." };
    const topic = topicIn(delivery);
    const note = topic && topic !== "pending" && (line.linked || !Id.safeParse(target).success) ? NOTES[topic](delivery.eventType) : undefined;
    sent.push(result.outcome === "delivered" && note ? await work.note(delivery.actionId!, note) : result);
  }
  return sent;
}

/** As what a delivery is news. To a channel, which has no preferences, reminders and escalations are. */
function topicIn({ target, eventType, content }: Delivery): Topic | undefined {
  if (Id.safeParse(target).success) return Content.parse(content).topic;
  const topic = topicOf(eventType);
  return topic === "reminder" ? topic : undefined;
}

/** By action, whether a message is posted where there is none: while it waits, and for a person also once it needs somebody. */
function wantedOf(batch: readonly Delivery[], linked: boolean): Map<string, Posting> {
  const wanted = new Map<string, Posting>();
  for (const delivery of batch) {
    if (!delivery.actionId) continue;
    const before = wanted.get(delivery.actionId) ?? { waiting: false, trouble: false };
    const direct = Id.safeParse(delivery.target).success;
    const topic = topicIn(delivery);
    const waiting = !direct || (linked && topic !== undefined && topic !== "decided");
    wanted.set(delivery.actionId, { waiting: before.waiting || waiting, trouble: before.trouble || (linked && topic === "trouble") });
  }
  return wanted;
}

type Posting = { waiting: boolean; trouble: boolean };
const Content = z.looseObject({ topic: z.enum(TOPIC_NAMES).optional() });

class Batch {
  private readonly until = Date.now() + TIMEOUT_MS - RESERVE_MS;
  private last = 0;
  /** Once Slack said wait, or cannot be reached, everything that is left waits. */
  private stopped: Sent | undefined;
  private facts = new Map<string, SlackFacts>();
  private readonly noted = new Map<string, Sent>();
  /** Just posted: they say everything themselves. */
  private readonly posted = new Set<string>();

  private channel: string;

  constructor(
    private readonly line: DirectLine,
    private readonly connected: Pick<Workspace, "botToken" | "teamId">,
    private readonly publicUrl: string,
    private readonly signal: AbortSignal,
  ) {
    this.channel = line.channelId;
  }

  /** Makes every copy of these actions say what holds now, and posts those that have none and are to be posted. */
  async show(wanted: ReadonlyMap<string, Posting>): Promise<Map<string, Sent>> {
    const ids = [...wanted.keys()];
    const results = new Map<string, Sent>();
    const copies = await copiesIn(this.channel, ids);
    const copied = new Set(copies.map(({ actionId }) => actionId));
    const groups = new Set(copies.flatMap(({ grouped, ts }) => (grouped ? ts : [])));
    const alone = new Set(copies.flatMap(({ grouped, actionId }) => (grouped ? [] : actionId)));
    this.facts = await factsFor(db, ids.filter((id) => alone.has(id) || !copied.has(id)));
    const fresh: SlackFacts[] = [];
    for (const id of ids.filter((one) => !copied.has(one))) {
      const facts = this.facts.get(id);
      if (!facts) results.set(id, { outcome: "dropped", reason: "There is no such action any more." });
      else if (isToPost(facts.state, wanted.get(id)!)) fresh.push(facts);
      else results.set(id, { outcome: "dropped", reason: facts.state === "pending" ? "They were not told of it." : "It no longer waited when the message could be sent." });
    }
    await this.postAll(fresh, results);
    for (const copy of copies.filter(({ grouped }) => !grouped)) results.set(copy.actionId, worse(results.get(copy.actionId), await this.refresh(copy)));
    for (const ts of groups) {
      const sent = await this.refreshGroup(ts);
      for (const copy of copies.filter((one) => one.grouped && one.ts === ts)) results.set(copy.actionId, worse(results.get(copy.actionId), sent));
    }
    return results;
  }

  private async postAll(fresh: readonly SlackFacts[], results: Map<string, Sent>): Promise<void> {
    if (fresh.length === 0) return;
    const { group, pings } = await lately(this.channel, GROUP_SECONDS);
    if (pings + fresh.length > MOST_PINGS) {
      const sent = await this.postGroup(fresh, group);
      for (const { id } of fresh) results.set(id, sent);
      return;
    }
    for (const facts of fresh) {
      const answer = await this.post(messageOf(facts, this.publicUrl));
      if (answer.ok) await noteShown(this.channel, answer.body.ts, [facts], false);
      this.posted.add(facts.id);
      results.set(facts.id, this.sent(answer, "posted"));
    }
  }

  private async postGroup(fresh: readonly SlackFacts[], group: string | null): Promise<Sent> {
    if (group) {
      await noteShown(this.channel, group, fresh.map(({ id }) => ({ id, eventCount: 0 })), true);
      return this.refreshGroup(group);
    }
    const answer = await this.post(groupOf(fresh, this.publicUrl));
    if (answer.ok) await noteShown(this.channel, answer.body.ts, fresh, true);
    return this.sent(answer, `posted, one message about ${fresh.length}`);
  }

  private async refresh({ ts, actionId, shown }: Copy): Promise<Sent> {
    for (let known = shown; ; known = -1) {
      const facts = known === -1 ? (await factsFor(db, [actionId])).get(actionId) : this.facts.get(actionId);
      if (!facts) return { outcome: "dropped", reason: "There is no such action any more." };
      if (known >= facts.eventCount) return { outcome: "delivered", response: { message: "said so already" } };
      const answer = await this.call("chat.update", { ts, ...(this.line.gone ? closed() : messageOf(facts, this.publicUrl)) }, Anything);
      // Another worker that wrote meanwhile may have said less, and last: so once more, whoever it was.
      const before = answer.ok ? await noteShown(this.channel, ts, [facts], false) : known;
      if (before === known || known === -1) return this.sent(answer, "updated");
    }
  }

  private async refreshGroup(ts: string): Promise<Sent> {
    for (let again = false; ; again = true) {
      const members = await membersOf(this.channel, ts);
      const answer = await this.call("chat.update", { ts, ...(this.line.gone ? closed() : groupOf(members, this.publicUrl)) }, Anything);
      const before = answer.ok ? await noteShown(this.channel, ts, members, true) : 0;
      if (!answer.ok || again || before === members.reduce((sum, { shown }) => sum + shown, 0)) return this.sent(answer, `updated, one message about ${members.length}`);
    }
  }

  /** Something to look again for, in the thread of the message; of reminders and escalations one for a message about many. */
  async note(actionId: string, kind: Note): Promise<Sent> {
    if (this.posted.has(actionId) && kind !== "answered") return { outcome: "delivered", response: { message: "said so already" } };
    const [copy] = await copiesIn(this.channel, [actionId]);
    const facts = (await factsFor(db, [actionId])).get(actionId);
    if (!copy || !facts || (WHILE_PENDING.has(kind) && facts.state !== "pending")) return { outcome: "dropped", reason: "It no longer waits." };
    const shared = copy.grouped && (kind === "reminder" || kind === "escalated") ? kind : undefined;
    const key = `${copy.ts} ${kind} ${shared ? "" : actionId}`;
    const known = this.noted.get(key);
    if (known) return known;
    const waiting = shared ? (await membersOf(this.channel, copy.ts)).filter(({ state }) => state === "pending").length : 0;
    const message = shared ? groupNote(shared, waiting, facts.escalatedTo) : threadNote(kind, facts, copy.grouped);
    const sent = this.sent(await this.post(message, copy.ts), "in the thread");
    this.noted.set(key, sent);
    return sent;
  }

  /** Posts a message. The first to a user says in which channel their direct messages stand. */
  private async post(message: Message, thread?: string): Promise<Answer<z.infer<typeof Posted>>> {
    const answer = await this.call("chat.postMessage", { ...(thread && { thread_ts: thread }), ...message, unfurl_links: false, unfurl_media: false }, Posted);
    if (answer.ok && answer.body.channel !== this.channel) {
      const user = this.channel;
      this.channel = answer.body.channel;
      await noteLine(user, this.connected.teamId, this.channel);
    }
    return answer;
  }

  private async call<Shape extends z.ZodType>(method: string, args: object, shape: Shape): Promise<Answer<z.infer<Shape>>> {
    if (this.stopped) return WAITS;
    const pause = this.last + SPACING_MS - Date.now();
    if (this.last > 0 && pause > 0) await sleep(pause);
    if (Date.now() > this.until) {
      this.stopped = { outcome: "retry", reason: "Slack takes one message a second of a channel; the next ones follow.", after: 1 };
      return WAITS;
    }
    const answer = await callSlack(this.connected.botToken, method, { channel: this.channel, ...args, parse: "none", link_names: false }, shape, { signal: this.signal });
    this.last = Date.now();
    if (!answer.ok && answer.kind === "rate_limited") this.stopped = { outcome: "retry", reason: `Slack asked to wait ${answer.after} s.`, after: answer.after };
    if (!answer.ok && answer.kind === "unreached") this.stopped = { outcome: "retry", reason: `Slack did not take it: ${answer.error}.` };
    return answer;
  }

  private sent(answer: Answer, done: string): Sent {
    if (answer.ok) return { outcome: "delivered", response: { message: done } };
    if (this.stopped) return this.stopped;
    const code = answer.error.split(" ")[0]!;
    const response = { error: answer.error.slice(0, 500) };
    if (GONE.has(code)) return { outcome: "dropped", reason: "The message is not in Slack any more.", response };
    // An admin mends these; what waits is sent then.
    if (FIXABLE.has(code)) return { outcome: "retry", reason: wordsFor(answer.error), after: 30, response };
    return { outcome: "failed", reason: wordsFor(answer.error), response };
  }
}

const WHILE_PENDING: ReadonlySet<Note> = new Set(["reminder", "escalated", "answered"]);
const isToPost = (state: ActionState, { waiting, trouble }: Posting): boolean => (waiting && state === "pending") || (trouble && (state === "failed" || state === "unknown"));

/** Nothing was asked of Slack: what was asked before says why. */
const WAITS: Answer<never> = { ok: false, kind: "unreached", error: "not asked" };
const GONE = new Set(["message_not_found", "cant_update_message", "edit_window_closed", "thread_not_found"]);
const FIXABLE = new Set(["invalid_auth", "not_authed", "account_inactive", "token_revoked", "missing_scope", "messages_tab_disabled", "not_in_channel", "channel_not_found", "is_archived", "ratelimited"]);

const RANK = { delivered: 0, dropped: 1, failed: 2, retry: 3 } as const;
/** Of several copies, the one that needs the most. */
const worse = (one: Sent | undefined, other: Sent): Sent => (one && RANK[one.outcome] > RANK[other.outcome] ? one : other);
