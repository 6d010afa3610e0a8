import { z } from "zod";
import { env } from "@/lib/env";

/** What became of one call. An expected "no" is a value; `error` is Slack's own word for it. */
export type Answer<Body = unknown> =
  | { ok: true; body: Body }
  | { ok: false; kind: "rate_limited"; after: number; error: string }
  | { ok: false; kind: "unreached"; error: string }
  | { ok: false; kind: "refused"; error: string };

const Ok = z.looseObject({ ok: z.boolean(), error: z.string().optional(), response_metadata: z.looseObject({ messages: z.array(z.string()).optional() }).optional() });
/** Read methods take a form, the others JSON: https://docs.slack.dev/apis/web-api#post-bodies */
const AS_FORM = new Set(["users.info", "users.lookupByEmail"]);
const USUAL_MS = 8_000;
/** Errors that go away by themselves: https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const PASSING = new Set(["internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"]);

/** The demo's own workspace has tokens of its own, so that a real one is never sent there, nor its token to Slack. */
const baseOf = (token: string): string => ((token.startsWith("xoxb-demo-") && env().SLACK_DEMO_URL) || env().SLACK_API_URL).replace(/\/+$/, "");

/** One call of Slack's Web API. Never throws; redirects are not followed. */
export async function callSlack<Shape extends z.ZodType>(token: string, method: string, args: object, shape: Shape, { ms = USUAL_MS, signal }: { ms?: number; signal?: AbortSignal } = {}): Promise<Answer<z.infer<Shape>>> {
  const form = AS_FORM.has(method);
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${baseOf(token)}/${method}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": form ? "application/x-www-form-urlencoded" : "application/json; charset=utf-8" },
      body: form ? new URLSearchParams(args as Record<string, string>) : JSON.stringify(args),
      redirect: "error",
      signal: AbortSignal.any([AbortSignal.timeout(ms), ...(signal ? [signal] : [])]),
    });
    text = await response.text();
  } catch (error) {
    return { ok: false, kind: "unreached", error: error instanceof Error && error.name === "TimeoutError" ? `no answer within ${ms / 1000} s` : "not reachable" };
  }
  if (response.status === 429) return { ok: false, kind: "rate_limited", after: Math.min(3_600, Math.max(1, Number(response.headers.get("retry-after")) || 30)), error: "ratelimited" };
  if (!response.ok) return { ok: false, kind: "unreached", error: `HTTP ${response.status}` };
  const said = Ok.safeParse(parsed(text));
  if (!said.success) return { ok: false, kind: "unreached", error: "an answer that is not Slack's" };
  const { ok, error = "unknown_error", response_metadata: more } = said.data;
  if (!ok) return { ok: false, kind: PASSING.has(error) ? "unreached" : "refused", error: [error, ...(more?.messages ?? []).slice(0, 3)].join(" ") };
  const body = shape.safeParse(said.data);
  return body.success ? { ok: true, body: body.data } : { ok: false, kind: "unreached", error: "an answer without what was asked for" };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What an admin can do about what Slack refused. */
const REMEDIES: Record<string, string> = {
  channel_not_found: "Slack knows no such channel. Give the channel's id (at the end of its details in Slack), and invite the app where it is private.",
  not_in_channel: "The app is not in this channel. In Slack, write there: /invite @Countersign",
  is_archived: "This channel is archived in Slack. Choose another.",
  invalid_auth: "Slack does not accept the bot token. Copy it again from the app's page, under OAuth & Permissions.",
  not_authed: "Slack does not accept the bot token. Copy it again from the app's page, under OAuth & Permissions.",
  account_inactive: "The app was removed from the workspace, or its token revoked. Install it again and paste the new token.",
  token_revoked: "The app was removed from the workspace, or its token revoked. Install it again and paste the new token.",
  missing_scope: "The app lacks a permission. Update its manifest from this page and install it again.",
  messages_tab_disabled: "The app takes no direct messages. Update its manifest from this page, which turns its Messages tab on.",
  users_not_found: "Nobody in the Slack workspace has your email address.",
};

export const wordsFor = (error: string): string => REMEDIES[error.split(" ")[0]!] ?? `Slack answered: ${error}`;

export const Posted = z.looseObject({ channel: z.string(), ts: z.string() });
export const Anything = z.looseObject({});
export const SlackUser = z.looseObject({
  user: z.looseObject({
    id: z.string(),
    team_id: z.string().optional(),
    name: z.string().default(""),
    deleted: z.boolean().default(false),
    is_bot: z.boolean().default(false),
    is_restricted: z.boolean().default(false),
    is_ultra_restricted: z.boolean().default(false),
    is_stranger: z.boolean().default(false),
    profile: z.looseObject({ email: z.string().optional(), real_name: z.string().optional(), display_name: z.string().optional() }).optional(),
  }),
});
export type SlackUser = z.infer<typeof SlackUser>["user"];

/** Why this Slack user may not decide anything, if so: guests and those from other companies never. */
export function unfit(user: SlackUser): string | null {
  if (user.deleted) return "Your Slack account is deactivated.";
  if (user.is_bot) return "An app decides nothing.";
  if (user.is_restricted || user.is_ultra_restricted || user.is_stranger) return "Guests in this Slack workspace decide nothing. Open the action in Countersign instead.";
  return null;
}
