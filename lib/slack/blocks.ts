/** Slack's limits, in characters: https://docs.slack.dev/reference/block-kit/blocks and …/block-elements */
export const LIMITS = { blocks: 50, section: 3_000, header: 150, button: 75, value: 2_000, id: 255, title: 24, metadata: 3_000, url: 3_000, label: 2_000, contextElements: 10, text: 4_000 } as const;

/** Text that Slack shows as it is: nothing in it becomes a mention, a link or markup. Whatever an agent sent goes in here. */
export type Plain = { type: "plain_text"; text: string; emoji: false };
/** Text that Slack interprets: for words that are ours alone. */
type Ours = { type: "mrkdwn"; text: string; verbatim: true };

type Button = { type: "button"; action_id: string; text: Plain; value?: string; url?: string; style?: "primary" | "danger" };
export type Block =
  | { type: "header"; text: Plain }
  | { type: "section"; block_id?: string; text: Plain }
  | { type: "context"; elements: (Plain | Ours)[] }
  | { type: "actions"; block_id: string; elements: Button[] }
  | { type: "divider" }
  | { type: "input"; block_id: string; label: Plain; hint?: Plain; element: { type: "plain_text_input"; action_id: string; multiline: boolean; min_length: number; max_length: number; focus_on_load: boolean } };

export type Modal = { type: "modal"; callback_id: string; title: Plain; submit: Plain; close: Plain; private_metadata: string; blocks: Block[] };

/** A message: `text` is what notifications show, so it holds words of ours only. */
export type Message = { text: string; blocks: Block[] };

const CUT = "… (cut)";

/** At most `most` characters (UTF-16), whole code points; what was cut is said to be. Empty text is not allowed in Slack. */
export function fit(text: string, most: number): string {
  const shown = text.trim() === "" ? "(nothing)" : text;
  if (shown.length <= most) return shown;
  const mark = most > 40 ? CUT : "…";
  const head = shown.slice(0, most - mark.length);
  // Not between the halves of a surrogate pair.
  return (/[\uD800-\uDBFF]$/.test(head) ? head.slice(0, -1) : head) + mark;
}

export const plain = (text: string, most: number = LIMITS.section): Plain => ({ type: "plain_text", text: fit(text, most), emoji: false });
export const ours = (text: string): Ours => ({ type: "mrkdwn", text, verbatim: true });
export const header = (text: string): Block => ({ type: "header", text: plain(text, LIMITS.header) });
export const section = (text: string): Block => ({ type: "section", text: plain(text) });

export function button(id: string, label: string, more: { value?: string; url?: string; style?: "primary" | "danger" } = {}): Button {
  if (more.value !== undefined && more.value.length > LIMITS.value) throw new Error("a button's value is longer than Slack allows");
  return { type: "button", action_id: id, text: plain(label, LIMITS.button), ...more };
}

/** A moment that Slack shows in the reader's own zone, with UTC where it cannot. */
export function moment(at: Date): string {
  const utc = at.toISOString().replace("T", " ").slice(0, 16);
  return `<!date^${Math.floor(at.getTime() / 1000)}^{date_short_pretty} at {time}|${utc} UTC>`;
}

/** Neutralises what Slack would interpret in the text of a notification: https://docs.slack.dev/messaging/formatting-message-text#escaping */
export const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
