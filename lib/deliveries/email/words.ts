import { env } from "@/lib/env";
import { TOPIC_NAMES, type Topic } from "@/lib/deliveries/view";
import { paths } from "@/lib/paths";
import type { Item } from "./items";

/** Lines that one mail lists for a topic; the rest is counted, and a link away. */
const MOST_LINES = 20;
const LONGEST_SUBJECT = 120;

export type Section = { topic: Topic; title: string; lines: { sentence: string; detail: string; href: string }[]; more: number; all: string };
export type MailWords = { subject: string; preview: string; opening: string; sections: Section[]; button: { label: string; href: string }; settings: string };

/** A mail about these, at least one: in full for one, as a digest for many. */
export function wordsOf(items: readonly Item[]): MailWords {
  const sections = TOPIC_NAMES.flatMap((topic) => {
    const of = items.filter((item) => item.topic === topic);
    return of.length > 0 ? [sectionOf(topic, of)] : [];
  });
  const [first] = items as [Item];
  const alone = items.length === 1;
  const counts = sections.map(({ title }) => title);
  const opening = alone ? ONE[first.topic](first) : `Since your last mail: ${counts.join(", ")}.`;
  return {
    subject: subject(alone ? `${PREFIX[first.topic](first)}: ${plain(first.summary)}` : counts.join(", ")),
    preview: opening,
    opening,
    sections,
    button: alone ? { label: "Open it in Countersign", href: link(paths.action(first.actionId)) } : { label: "Open the queue", href: link(paths.queue) },
    settings: link(paths.profile),
  };
}

const COUNTED: Record<Topic, (n: number) => string> = {
  pending: (n) => `${n} ${n === 1 ? "action waits" : "actions wait"} for you`,
  reminder: (n) => `${n} ${n === 1 ? "reminder" : "reminders"}`,
  answered: (n) => `${n} ${n === 1 ? "question of yours was answered" : "questions of yours were answered"}`,
  decided: (n) => `${n} ${n === 1 ? "was" : "were"} decided`,
  trouble: (n) => `${n} ${n === 1 ? "needs" : "need"} somebody`,
};

const PREFIX: Record<Topic, (item: Item) => string> = {
  pending: () => "Waits for you",
  reminder: ({ eventType }) => (eventType === "action.escalated" ? "You are asked now" : "Still waits"),
  answered: () => "Answered",
  decided: ({ state }) => `${STATE[state] ?? "Decided"}`,
  trouble: (item) => TROUBLE[troubleOf(item)].prefix,
};

const ONE: Record<Topic, (item: Item) => string> = {
  pending: ({ agentName }) => `${plain(agentName)} asks for approval.`,
  reminder: ({ eventType }) => (eventType === "action.escalated" ? "Nobody decided in time, so your group is asked now." : "Nobody has decided this yet."),
  answered: ({ agentName }) => `${plain(agentName)} has answered your question. The answer stands with the action.`,
  decided: ({ state, by }) => `${STATE[state] ?? "Decided"}${by ? ` by ${plain(by)}` : ""}. There is nothing left to do for you.`,
  trouble: (item) => TROUBLE[troubleOf(item)].sentence,
};

const TROUBLE = {
  unknown: { prefix: "Outcome unknown", sentence: "Nobody knows whether this took effect. Somebody has to find out and settle it." },
  held: { prefix: "Held back", sentence: "This is approved and due, and waits on a halt. An admin may lift it." },
  failed: { prefix: "Failed", sentence: "This failed for good. Somebody has to look at it." },
} as const;

const troubleOf = ({ state, eventType }: Item): keyof typeof TROUBLE => (state === "unknown" ? "unknown" : eventType === "action.held_back" ? "held" : "failed");

const STATE: Partial<Record<Item["state"], string>> = {
  approved: "Approved",
  executing: "Approved",
  succeeded: "Approved and done",
  failed: "Approved, and failed",
  unknown: "Approved, outcome unknown",
  rolled_back: "Rolled back",
  rejected: "Rejected",
  cancelled: "Cancelled",
  expired: "Expired",
};

function sectionOf(topic: Topic, items: readonly Item[]): Section {
  const lines = items.toSorted(byWeight).slice(0, MOST_LINES).map((item) => ({ sentence: plain(item.summary), detail: detailOf(item), href: link(paths.action(item.actionId)) }));
  const all = topic === "trouble" ? paths.failed : topic === "decided" ? paths.history : paths.queue;
  return { topic, title: COUNTED[topic](items.length), lines, more: items.length - lines.length, all: link(all) };
}

const TIER = { high: 0, medium: 1, low: 2 } as const;
/** What weighs most first, then what is newest: ids grow with time. */
const byWeight = (a: Item, b: Item) => TIER[a.tier] - TIER[b.tier] || (a.actionId < b.actionId ? 1 : -1);

function detailOf({ topic, tier, agentName, deadlineAt, state, by }: Item): string {
  const parts = [`${tier} tier`, `by ${plain(agentName)}`];
  if (topic !== "decided" && topic !== "trouble" && deadlineAt) parts.push(`until ${deadlineAt.toISOString().slice(0, 16).replace("T", " ")} UTC`);
  if (topic === "decided") parts.push(`${(STATE[state] ?? "decided").toLowerCase()}${by ? ` (${plain(by)})` : ""}`);
  return parts.join(" · ");
}

const link = (path: string) => `${env().PUBLIC_URL}${path}`;

/**
 * Text that carries values from agents, as one line that shows what it holds: no control or invisible characters, and
 * nothing that a mail program would make a link of. The only links in our mails are ours.
 */
export const plain = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replaceAll(/\p{Cf}/gu, "")
    .replaceAll("://", ":\u200B//")
    .replaceAll(/(?<=[\p{L}\p{N}])\.(?=\p{L})/gu, ".\u200B")
    .replaceAll(/(?<=\S)@(?=\S)/gu, "\u200B@")
    .trim();

const subject = (text: string): string => {
  const line = text.replaceAll("\u200B", "");
  return line.length > LONGEST_SUBJECT ? `${line.slice(0, LONGEST_SUBJECT - 1).toWellFormed()}…` : line;
};
