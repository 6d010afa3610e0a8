import { z } from "zod";

/**
 * What Slack accepts, with the limits that its documentation names:
 * https://docs.slack.dev/reference/block-kit/blocks · …/block-elements · …/composition-objects · …/reference/views
 */
const text = (most: number) => z.string().min(1, "must be more than 0 characters").max(most, `must be less than ${most + 1} characters`);
const plainText = (most: number) => z.strictObject({ type: z.literal("plain_text"), text: text(most), emoji: z.boolean().optional() });
const anyText = (most: number) =>
  z.discriminatedUnion("type", [plainText(most), z.strictObject({ type: z.literal("mrkdwn"), text: text(most), verbatim: z.boolean().optional() })]);
const id = text(255);

const Button = z.strictObject({
  type: z.literal("button"),
  action_id: id,
  text: plainText(75),
  value: z.string().max(2_000).optional(),
  url: z.url().max(3_000).optional(),
  style: z.enum(["primary", "danger"]).optional(),
});

const Header = z.strictObject({ type: z.literal("header"), block_id: id.optional(), text: plainText(150) });
const Section = z.strictObject({ type: z.literal("section"), block_id: id.optional(), text: anyText(3_000) });
const Context = z.strictObject({ type: z.literal("context"), block_id: id.optional(), elements: z.array(anyText(3_000)).min(1).max(10) });
const Actions = z.strictObject({ type: z.literal("actions"), block_id: id.optional(), elements: z.array(Button).min(1).max(25) });
const Divider = z.strictObject({ type: z.literal("divider"), block_id: id.optional() });
const Input = z.strictObject({
  type: z.literal("input"),
  block_id: id.optional(),
  label: plainText(2_000),
  hint: plainText(2_000).optional(),
  optional: z.boolean().optional(),
  element: z.strictObject({
    type: z.literal("plain_text_input"),
    action_id: id,
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(3_000).optional(),
    max_length: z.int().min(1).max(3_000).optional(),
    focus_on_load: z.boolean().optional(),
  }),
});

const inMessage = z.discriminatedUnion("type", [Header, Section, Context, Actions, Divider]);
const inModal = z.discriminatedUnion("type", [Header, Section, Context, Actions, Divider, Input]);
export type Block = z.infer<typeof inModal>;

function unique(blocks: Block[], context: z.RefinementCtx): void {
  const twice = (ids: (string | undefined)[]) => ids.some((one, index) => one !== undefined && ids.indexOf(one) !== index);
  if (twice(blocks.map((block) => block.block_id))) context.addIssue({ code: "custom", message: "block_id is used twice" });
  for (const block of blocks) if (block.type === "actions" && twice(block.elements.map((element) => element.action_id))) context.addIssue({ code: "custom", message: "action_id is used twice" });
}

const Blocks = z.array(inMessage).min(1).max(50).superRefine(unique);
// https://docs.slack.dev/reference/methods/chat.postMessage: text above 40,000 characters is not accepted.
const Text = text(40_000);
const channel = text(80);

export const Shapes = {
  "auth.test": z.object({}),
  "users.info": z.object({ user: text(80) }),
  "users.lookupByEmail": z.object({ email: text(320) }),
  "chat.postMessage": z.strictObject({
    channel,
    text: Text,
    blocks: Blocks.optional(),
    thread_ts: text(40).optional(),
    unfurl_links: z.boolean().optional(),
    unfurl_media: z.boolean().optional(),
    mrkdwn: z.boolean().optional(),
    parse: z.enum(["none", "full"]).optional(),
    link_names: z.boolean().optional(),
  }),
  "chat.update": z.strictObject({ channel, ts: text(40), text: Text, blocks: Blocks.optional(), parse: z.enum(["none", "full"]).optional(), link_names: z.boolean().optional() }),
  "chat.postEphemeral": z.strictObject({ channel, user: text(80), text: Text, blocks: Blocks.optional(), thread_ts: text(40).optional(), parse: z.enum(["none", "full"]).optional(), link_names: z.boolean().optional() }),
  "views.open": z.strictObject({
    trigger_id: text(200),
    view: z.strictObject({
      type: z.literal("modal"),
      callback_id: id.optional(),
      title: plainText(24),
      submit: plainText(24).optional(),
      close: plainText(24).optional(),
      private_metadata: z.string().max(3_000).optional(),
      blocks: z.array(inModal).min(1).max(100).superRefine(unique),
    }),
  }),
} as const;

export type Method = keyof typeof Shapes;
export type Sent<Name extends Method> = z.infer<(typeof Shapes)[Name]>;
