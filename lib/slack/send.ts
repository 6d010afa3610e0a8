import { setTimeout as sleep } from "node:timers/promises";
import type { z } from "zod";
import { db } from "@/lib/db/tx";
import type { Delivery, Sent } from "@/lib/deliveries/types";
import { env } from "@/lib/env";
import { Anything, callSlack, Posted, wordsFor, type Answer } from "./client";
import { factsFor, type SlackFacts } from "./facts";
import { copiesIn, lately, membersOf, noteShown, type Copy } from "./messages";
import { groupOf, groupNote, messageOf, threadNote } from "./render";
import { workspace } from "./workspace";

/** More than this many messages to a channel within a minute become one message about all of them. */
export const MOST_PINGS = 5;
/** How long a message about many takes further ones. */
const GROUP_SECONDS = 300;
/** Slack takes about one message a second in a channel: https://docs.slack.dev/apis/web-api/rate-limits#rate-limits__limits-when-posting-messages */
export const SPACING_MS = 1_100;
/** What is left of the time when no further call is begun. */
const RESERVE_MS = 10_000;
export const TIMEOUT_MS = 60_000;

const NOTES: Record<string, "reminder" | "escalated"> = { "action.reminded": "reminder", "action.escalated": "escalated" };

/** Brings a channel's messages to what holds now: whatever the deliveries tell of, what is read is the action itself. */
export async function send(batch: readonly Delivery[], signal: AbortSignal): Promise<Sent[]> {
  const connected = await workspace();
  if (!connected) return batch.map(() => ({ outcome: "dropped", reason: "No Slack workspace is connected any more." }));
  const channel = batch[0]!.target;
  const work = new Batch(channel, connected.botToken, env().PUBLIC_URL, signal);
  const ids = [...new Set(batch.flatMap(({ actionId }) => actionId ?? []))];
  const results = await work.show(ids);
  const sent: Sent[] = [];
  for (const delivery of batch) {
    const result = results.get(delivery.actionId ?? "") ?? { outcome: "dropped" as const, reason: "There is no such action any more." };
    sent.push(result.outcome === "delivered" && NOTES[delivery.eventType] ? await work.note(delivery.actionId!, NOTES[delivery.eventType]!) : result);
  }
  return sent;
}

class Batch {
  private readonly until = Date.now() + TIMEOUT_MS - RESERVE_MS;
  private last = 0;
  /** Once Slack said wait, or cannot be reached, everything that is left waits. */
  private stopped: Sent | undefined;
  private facts = new Map<string, SlackFacts>();
  private readonly noted = new Map<string, Sent>();

  constructor(
    private readonly channel: string,
    private readonly token: string,
    private readonly publicUrl: string,
    private readonly signal: AbortSignal,
  ) {}

  /** Makes every copy of these actions say what holds now, and posts those that have none and still wait. */
  async show(ids: readonly string[]): Promise<Map<string, Sent>> {
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
      else if (facts.state !== "pending") results.set(id, { outcome: "dropped", reason: "It no longer waited when the message could be sent." });
      else fresh.push(facts);
    }
    await this.post(fresh, results);
    for (const copy of copies.filter(({ grouped }) => !grouped)) results.set(copy.actionId, worse(results.get(copy.actionId), await this.refresh(copy)));
    for (const ts of groups) {
      const sent = await this.refreshGroup(ts);
      for (const copy of copies.filter((one) => one.grouped && one.ts === ts)) results.set(copy.actionId, worse(results.get(copy.actionId), sent));
    }
    return results;
  }

  private async post(fresh: readonly SlackFacts[], results: Map<string, Sent>): Promise<void> {
    if (fresh.length === 0) return;
    const { group, pings } = await lately(this.channel, GROUP_SECONDS);
    if (pings + fresh.length > MOST_PINGS) {
      const sent = await this.postGroup(fresh, group);
      for (const { id } of fresh) results.set(id, sent);
      return;
    }
    for (const facts of fresh) {
      const answer = await this.call("chat.postMessage", { ...messageOf(facts, this.publicUrl), unfurl_links: false, unfurl_media: false }, Posted);
      if (answer.ok) await noteShown(answer.body.channel, answer.body.ts, [facts], false);
      results.set(facts.id, this.sent(answer, "posted"));
    }
  }

  private async postGroup(fresh: readonly SlackFacts[], group: string | null): Promise<Sent> {
    if (group) {
      await noteShown(this.channel, group, fresh.map(({ id }) => ({ id, eventCount: 0 })), true);
      return this.refreshGroup(group);
    }
    const answer = await this.call("chat.postMessage", { ...groupOf(fresh, this.publicUrl), unfurl_links: false, unfurl_media: false }, Posted);
    if (answer.ok) await noteShown(answer.body.channel, answer.body.ts, fresh, true);
    return this.sent(answer, `posted, one message about ${fresh.length}`);
  }

  private async refresh({ ts, actionId, shown }: Copy): Promise<Sent> {
    for (let known = shown; ; known = -1) {
      const facts = known === -1 ? (await factsFor(db, [actionId])).get(actionId) : this.facts.get(actionId);
      if (!facts) return { outcome: "dropped", reason: "There is no such action any more." };
      if (known >= facts.eventCount) return { outcome: "delivered", response: { message: "said so already" } };
      const answer = await this.call("chat.update", { ts, ...messageOf(facts, this.publicUrl) }, Anything);
      // Another worker that wrote meanwhile may have said less, and last: so once more, whoever it was.
      const before = answer.ok ? await noteShown(this.channel, ts, [facts], false) : known;
      if (before === known || known === -1) return this.sent(answer, "updated");
    }
  }

  private async refreshGroup(ts: string): Promise<Sent> {
    for (let again = false; ; again = true) {
      const members = await membersOf(this.channel, ts);
      const answer = await this.call("chat.update", { ts, ...groupOf(members, this.publicUrl) }, Anything);
      const before = answer.ok ? await noteShown(this.channel, ts, members, true) : 0;
      if (!answer.ok || again || before === members.reduce((sum, { shown }) => sum + shown, 0)) return this.sent(answer, `updated, one message about ${members.length}`);
    }
  }

  /** A reminder, or that the next group is asked: in the thread of the message, and once for a message about many. */
  async note(actionId: string, kind: "reminder" | "escalated"): Promise<Sent> {
    const [copy] = await copiesIn(this.channel, [actionId]);
    const facts = this.facts.get(actionId) ?? (await factsFor(db, [actionId])).get(actionId);
    if (!copy || !facts || facts.state !== "pending") return { outcome: "dropped", reason: "It no longer waits." };
    const key = `${copy.ts} ${kind}`;
    const known = copy.grouped ? this.noted.get(key) : undefined;
    if (known) return known;
    const members = copy.grouped ? (await membersOf(this.channel, copy.ts)).filter(({ state }) => state === "pending").length : 0;
    const message = copy.grouped ? groupNote(kind, members, facts.escalatedTo) : threadNote(kind, facts);
    const sent = this.sent(await this.call("chat.postMessage", { thread_ts: copy.ts, ...message, unfurl_links: false, unfurl_media: false }, Posted), "in the thread");
    this.noted.set(key, sent);
    return sent;
  }

  private async call<Shape extends z.ZodType>(method: string, args: object, shape: Shape): Promise<Answer<z.infer<Shape>>> {
    if (this.stopped) return WAITS;
    const pause = this.last + SPACING_MS - Date.now();
    if (this.last > 0 && pause > 0) await sleep(pause);
    if (Date.now() > this.until) {
      this.stopped = { outcome: "retry", reason: "Slack takes one message a second of a channel; the next ones follow.", after: 1 };
      return WAITS;
    }
    const answer = await callSlack(this.token, method, { channel: this.channel, ...args, parse: "none", link_names: false }, shape, { signal: this.signal });
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

/** Nothing was asked of Slack: what was asked before says why. */
const WAITS: Answer<never> = { ok: false, kind: "unreached", error: "not asked" };
const GONE = new Set(["message_not_found", "cant_update_message", "edit_window_closed", "thread_not_found"]);
const FIXABLE = new Set(["invalid_auth", "not_authed", "account_inactive", "token_revoked", "missing_scope", "not_in_channel", "channel_not_found", "is_archived", "ratelimited"]);

const RANK = { delivered: 0, dropped: 1, failed: 2, retry: 3 } as const;
/** Of several copies, the one that needs the most. */
const worse = (one: Sent | undefined, other: Sent): Sent => (one && RANK[one.outcome] > RANK[other.outcome] ? one : other);
