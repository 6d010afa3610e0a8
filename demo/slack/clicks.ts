import { createHmac } from "node:crypto";
import { TEAM, type Message, type User, type View, type Workspace } from "./workspace";

/** What Countersign answered to one click: Slack shows a warning for anything but 200 within three seconds. */
export type Answered = { status: number | "timeout"; ms: number; body: string };

export type Clicks = ReturnType<typeof clicksOf>;

/** Sends what people do here to the application, signed as Slack signs. */
export function clicksOf(workspace: Workspace, { url, secret }: { url: string; secret: string }) {
  async function send(payload: object): Promise<Answered> {
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex")}`;
    const headers = { "Content-Type": "application/x-www-form-urlencoded", "X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": signature, "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)" };
    const began = performance.now();
    const took = () => Math.round(performance.now() - began);
    try {
      const answer = await fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(3_000) });
      const text = await answer.text();
      return { status: answer.status, ms: took(), body: text };
    } catch {
      return { status: "timeout", ms: took(), body: "" };
    }
  }

  const by = (user: User) => ({ user: { id: user.id, username: user.name, name: user.name, team_id: TEAM.id }, team: { id: TEAM.id, domain: TEAM.domain }, api_app_id: "A0COUNTERSIGN" });

  return {
    /** Presses a button. `value` forges what it carries, as whoever writes requests by hand could if they had the secret. */
    async press(user: User, message: Message, actionId: string, value?: string): Promise<Answered> {
      const blocks = message.blocks.flatMap((block) => (block.type === "actions" ? block.elements.map((element) => ({ ...element, block_id: block.block_id })) : []));
      const pressed = blocks.find((element) => element.action_id === actionId) ?? { type: "button" as const, action_id: actionId, block_id: "forged" };
      const given = value ?? ("value" in pressed ? pressed.value : undefined);
      return send({
        type: "block_actions",
        ...by(user),
        container: { type: "message", message_ts: message.ts, channel_id: message.channel, is_ephemeral: false },
        channel: { id: message.channel, name: workspace.channel(message.channel)?.name ?? "directmessage" },
        message: { ts: message.ts, text: message.text, blocks: message.blocks },
        trigger_id: workspace.trigger(user.id),
        response_url: "https://hooks.slack.example/actions/nothing",
        actions: [{ ...pressed, ...(given !== undefined && { value: given }), action_ts: String(Date.now() / 1000) }],
      });
    },

    async submit(user: User, view: View, values: Record<string, string>): Promise<Answered> {
      const inputs = view.blocks.flatMap((block) => (block.type === "input" ? [block] : []));
      const state = Object.fromEntries(inputs.map(({ block_id: block = "", element }) => [block, { [element.action_id]: { type: element.type, value: values[element.action_id] || null } }]));
      const { id, type, callback_id: callback, private_metadata: metadata } = view;
      const answered = await send({ type: "view_submission", ...by(user), trigger_id: workspace.trigger(user.id), view: { id, type, callback_id: callback, private_metadata: metadata, team_id: TEAM.id, state: { values: state } } });
      const said = answered.body.startsWith("{") ? (JSON.parse(answered.body) as { response_action?: string; errors?: Record<string, string> }) : {};
      const stays = answered.status !== 200 || said.response_action === "errors";
      workspace.views = stays ? workspace.views.map((open) => (open.id === id ? { ...open, errors: said.errors ?? {} } : open)) : workspace.views.filter((open) => open.id !== id);
      return answered;
    },
  };
}
