import { html } from "hono/html";
import type { Block } from "./shapes";
import type { Message, User } from "./workspace";

export type Html = ReturnType<typeof html>;

/** Whom a button acts for, and on which message. */
export type Pressing = { as: User; message: Pick<Message, "channel" | "ts"> };

/** A message's blocks, as Slack would show them. Everything interpolated is escaped by `html`. */
export const drawn = (blocks: readonly Block[], pressing?: Pressing) => html`${blocks.map((block) => one(block, pressing))}`;

function one(block: Block, pressing: Pressing | undefined): Html {
  switch (block.type) {
    case "header":
      return html`<p class="block-header">${block.text.text}</p>`;
    case "section":
      return html`<p class="block-section">${texts(block.text)}</p>`;
    case "context":
      return html`<p class="block-context">${block.elements.map((element, index) => html`${index > 0 ? " · " : ""}${texts(element)}`)}</p>`;
    case "divider":
      return html`<hr />`;
    case "actions":
      return html`<div class="block-actions">${block.elements.map((element) => button(element, pressing))}</div>`;
    case "input":
      return html`<label class="block-input">
        <span>${block.label.text}</span>
        <textarea name="${block.element.action_id}" rows="4" maxlength="${block.element.max_length ?? 3_000}" autofocus></textarea>
      </label>`;
  }
}

type Button = Extract<Block, { type: "actions" }>["elements"][number];

function button({ action_id: id, text, style, url }: Button, pressing: Pressing | undefined): Html {
  if (url !== undefined) return html`<a class="button" href="${url}" target="_blank" rel="noreferrer">${text.text}</a>`;
  if (!pressing) return html``;
  return html`<form method="post" action="/press">
    <input type="hidden" name="as" value="${pressing.as.id}" />
    <input type="hidden" name="channel" value="${pressing.message.channel}" />
    <input type="hidden" name="ts" value="${pressing.message.ts}" />
    <button class="button ${style ?? ""}" name="action_id" value="${id}">${text.text}</button>
  </form>`;
}

/** Slack shows its date tokens in the reader's zone; here what stands behind them is enough. */
const DATE = /<!date\^(\d+)\^[^|>]*\|([^>]*)>/;

function texts({ type, text }: { type: "plain_text" | "mrkdwn"; text: string }): Html {
  if (type === "plain_text") return html`${text}`;
  const found = DATE.exec(text);
  if (!found) return html`${text}`;
  const iso = new Date(Number(found[1]) * 1000).toISOString();
  return html`${text.slice(0, found.index)}<time datetime="${iso}">${found[2]}</time>${text.slice(found.index + found[0].length)}`;
}
