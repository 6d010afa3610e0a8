import { timingSafeEqual } from "node:crypto";
import { Hono, type Context } from "hono";
import { crawl } from "./crawl";
import { Shapes, type Method, type Sent } from "./shapes";
import { BOT, TEAM, type User, type Workspace } from "./workspace";

/** Calls a minute, as the tiers of https://docs.slack.dev/apis/web-api/rate-limits name them. */
const PER_MINUTE: Record<Exclude<Method, "chat.postMessage">, number> = {
  "auth.test": 300,
  "users.info": 100,
  "users.lookupByEmail": 50,
  "chat.update": 50,
  "chat.postEphemeral": 100,
  "views.open": 100,
};

class SlackError extends Error {
  constructor(
    readonly code: string,
    readonly messages: string[] = [],
  ) {
    super(code);
  }
}

/** What refills steadily and holds a little: one message a second in each channel, with a short burst. */
class Bucket {
  private readonly held = new Map<string, { tokens: number; at: number }>();
  constructor(
    private readonly perSecond: number,
    private readonly most: number,
  ) {}
  /** @returns seconds to wait, 0 when it may go on */
  take(name: string): number {
    const now = Date.now() / 1000;
    const { tokens, at } = this.held.get(name) ?? { tokens: this.most, at: now };
    const full = Math.min(this.most, tokens + (now - at) * this.perSecond);
    this.held.set(name, { tokens: full >= 1 ? full - 1 : full, at: now });
    return full >= 1 ? 0 : Math.max(1, Math.ceil((1 - full) / this.perSecond));
  }
}

/** Slack's Web API, as far as Countersign uses it: the methods, their limits and their errors. */
export function slackMethods(workspace: Workspace, { token, links }: { token: string; links: string }) {
  const app = new Hono();
  const posting = new Bucket(1, 3);
  const buckets = new Map(Object.entries(PER_MINUTE).map(([method, perMinute]) => [method, new Bucket(perMinute / 60, perMinute)]));

  app.use(async (c, next) => {
    if (workspace.down) return c.text("upstream unavailable", 503);
    await next();
  });
  app.post("/:method", async (c) => {
    const method = c.req.param("method");
    const note = (ok: boolean, more: { error?: string; channel?: string } = {}) => workspace.calls.push({ method, ok, ...more, at: Date.now() });
    try {
      if (!isMethod(method)) throw new SlackError("unknown_method");
      authenticate(c.req.header("authorization"), token);
      const sent = await read(c, method);
      const channel = "channel" in sent ? String(sent.channel) : undefined;
      const wait = workspace.unlimited ? 0 : method === "chat.postMessage" ? posting.take(channel!) : buckets.get(method)!.take(method);
      if (wait > 0) {
        note(false, { error: "ratelimited", ...(channel && { channel }) });
        return c.json({ ok: false, error: "ratelimited" }, 429, { "Retry-After": String(wait) });
      }
      const answer = await answers[method](workspace, sent as never);
      note(true, channel ? { channel } : {});
      if ("blocks" in sent) void crawl(workspace, sent.blocks ?? [], links);
      return c.json({ ok: true, ...answer });
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      note(false, { error: error.code });
      return c.json({ ok: false, error: error.code, ...(error.messages.length > 0 && { response_metadata: { messages: error.messages } }) });
    }
  });
  return app;
}

const isMethod = (name: string): name is Method => Object.hasOwn(Shapes, name);

function authenticate(header: string | undefined, token: string): void {
  if (!header) throw new SlackError("not_authed");
  const [given, wanted] = [Buffer.from(header), Buffer.from(`Bearer ${token}`)];
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw new SlackError("invalid_auth");
}

async function read(c: Context, method: Method): Promise<Sent<Method>> {
  const type = c.req.header("content-type") ?? "";
  // Reading methods take forms only, as Slack's do: https://docs.slack.dev/apis/web-api#post-bodies
  const form = type.startsWith("application/x-www-form-urlencoded");
  const reads = method.startsWith("users.");
  if (reads && !form) throw new SlackError("invalid_arguments", ["[ERROR] this method takes a form"]);
  const body: unknown = form ? Object.fromEntries(new URLSearchParams(await c.req.text())) : await c.req.json().catch(() => ({}));
  const parsed = Shapes[method].safeParse(body);
  if (parsed.success) return parsed.data;
  const messages = parsed.error.issues.map(({ path, message }) => `[ERROR] ${message} [json-pointer:/${path.join("/")}]`);
  throw new SlackError(method === "views.open" ? "invalid_arguments" : parsed.error.issues.some(({ path }) => path[0] === "blocks") ? "invalid_blocks" : "invalid_arguments", messages);
}

const answers: { [Name in Method]: (workspace: Workspace, sent: Sent<Name>) => Record<string, unknown> } = {
  "auth.test": () => ({ url: `https://${TEAM.domain}.slack.example/`, team: TEAM.name, team_id: TEAM.id, user: BOT.name, user_id: BOT.id, bot_id: "B0COUNTERSIGN" }),
  "users.info": (workspace, { user }) => {
    const found = workspace.user(user);
    if (!found) throw new SlackError("user_not_found");
    return { user: shown(found) };
  },
  "users.lookupByEmail": (workspace, { email }) => {
    const found = workspace.users.find((user) => user.email === email.toLowerCase() && !user.deleted);
    if (!found) throw new SlackError("users_not_found");
    return { user: shown(found) };
  },
  "chat.postMessage": (workspace, { channel: id, text, blocks = [], thread_ts: thread }) => {
    const channel = joined(workspace, id);
    if (thread && !workspace.find(channel.id, thread)) throw new SlackError("thread_not_found");
    const message = workspace.write({ channel: channel.id, text, blocks, ...(thread && { thread_ts: thread }) });
    return { channel: channel.id, ts: message.ts, message: { text, blocks, bot_id: "B0COUNTERSIGN" } };
  },
  "chat.update": (workspace, { channel: id, ts, text, blocks = [] }) => {
    const message = workspace.find(joined(workspace, id).id, ts);
    if (!message) throw new SlackError("message_not_found");
    Object.assign(message, { text, blocks, edited: message.edited + 1 });
    workspace.keep();
    return { channel: message.channel, ts, text };
  },
  "chat.postEphemeral": (workspace, { channel: id, user, text, blocks = [] }) => {
    const channel = joined(workspace, id);
    if (!workspace.user(user)) throw new SlackError("user_not_in_channel");
    workspace.ephemerals = [...workspace.ephemerals, { channel: channel.id, user, text, blocks, at: Date.now() }].slice(-100);
    return { message_ts: String(Date.now() / 1000) };
  },
  "views.open": (workspace, { trigger_id: trigger, view }) => {
    const known = workspace.triggers.get(trigger);
    if (!known) throw new SlackError("invalid_trigger_id");
    workspace.triggers.delete(trigger);
    if (known.until < Date.now()) throw new SlackError("expired_trigger_id");
    const opened = { ...view, id: `V${trigger.replace(".", "")}`, user: known.user };
    workspace.views = [...workspace.views.filter(({ user }) => user !== known.user), opened];
    return { view: { id: opened.id } };
  },
};

function joined(workspace: Workspace, id: string) {
  const channel = workspace.channel(id) ?? workspace.channel(`U${id.slice(1)}`);
  if (!channel) throw new SlackError("channel_not_found");
  if (!channel.members.includes(BOT.id)) throw new SlackError("not_in_channel");
  return channel;
}

const shown = ({ id, name, real_name: realName, email, is_restricted: restricted, deleted }: User) => ({
  id,
  team_id: TEAM.id,
  name,
  deleted,
  is_bot: false,
  is_restricted: restricted,
  is_ultra_restricted: false,
  profile: { email, real_name: realName, display_name: name },
});
