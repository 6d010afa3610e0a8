import { readFile } from "node:fs/promises";
import { Hono, type Context } from "hono";
import { html } from "hono/html";
import { secureHeaders } from "hono/secure-headers";
import { z } from "zod";
import type { Answered, Clicks } from "./clicks";
import { drawn } from "./draw";
import { BOT, TEAM, type Ephemeral, type Message, type User, type Workspace } from "./workspace";

/** For programs: what goes wrong here, and who somebody is. */
const Faults = z.object({
  down: z.boolean().optional(),
  unlimited: z.boolean().optional(),
  user: z.object({ id: z.string(), is_restricted: z.boolean().optional(), deleted: z.boolean().optional(), email: z.email().optional(), real_name: z.string().optional() }).optional(),
});

/** The workspace as its people see it, where buttons can be pressed; and the same for programs. */
export async function workspacePages(workspace: Workspace, clicks: Clicks, port: () => number) {
  const [css, script] = await Promise.all(["page.css", "page.js"].map((name) => readFile(new URL(name, import.meta.url), "utf8")));
  const app = new Hono();
  let said: { as: string; text: string } | undefined;

  app.use(
    secureHeaders({
      contentSecurityPolicy: { defaultSrc: ["'none'"], styleSrc: ["'self'"], scriptSrc: ["'self'"], connectSrc: ["'self'"], imgSrc: ["data:"], baseUri: ["'none'"], formAction: ["'self'"], frameAncestors: ["'none'"] },
      strictTransportSecurity: false, // plain http, on this machine only
      // With the usual policy, which sends none, a browser's form says `Origin: null`.
      referrerPolicy: "same-origin",
    }),
  );
  app.use(async (c, next) => {
    // What is pressed here decides something: no other site's page may press it.
    const ours = [`127.0.0.1:${port()}`, `localhost:${port()}`];
    const origin = c.req.header("origin");
    const from = origin ? ours.some((host) => origin === `http://${host}`) : c.req.header("x-demo") === "1";
    if (!ours.includes(c.req.header("host") ?? "") || (c.req.method !== "GET" && !from)) return c.text("Only from this page.", 403);
    await next();
    c.header("Cache-Control", "no-store");
  });

  const say = (as: User, { status, ms }: Answered) => {
    said = status === 200 ? undefined : { as: as.id, text: status === "timeout" ? "The app did not respond in time." : `The app answered ${status} after ${ms} ms.` };
  };
  const back = (c: Context, as: User, channel: string) => c.redirect(`/?as=${as.id}&channel=${channel}`, 303);
  const fields = async (c: Context) => z.record(z.string(), z.string()).parse(await c.req.parseBody());

  app.get("/page.css", (c) => c.body(css!, 200, { "Content-Type": "text/css; charset=utf-8" }));
  app.get("/page.js", (c) => c.body(script!, 200, { "Content-Type": "text/javascript; charset=utf-8" }));
  app.get("/version", (c) => c.text(versionOf(workspace)));
  app.get("/", (c) => {
    const as = workspace.user(c.req.query("as") ?? "") ?? workspace.users[0]!;
    const channel = c.req.query("channel") ?? workspace.channels[0]!.id;
    return c.html(view(workspace, as, channel, said?.as === as.id ? said.text : undefined));
  });
  app.post("/press", async (c) => {
    const form = await fields(c);
    const as = workspace.user(form.as ?? "");
    const message = workspace.find(form.channel ?? "", form.ts ?? "");
    if (!as || !message) return c.text("There is no such message.", 404);
    const answered = await clicks.press(as, message, form.action_id ?? "", form.value);
    if (c.req.header("x-demo")) return c.json(answered);
    say(as, answered);
    return back(c, as, message.channel);
  });
  app.post("/submit", async (c) => {
    const { as: user, view: id, channel = "", ...values } = await fields(c);
    const as = workspace.user(user ?? "");
    const open = workspace.views.find((one) => one.id === id);
    if (!as || !open) return c.text("This form is not open any more.", 404);
    const answered = await clicks.submit(as, open, values);
    if (c.req.header("x-demo")) return c.json(answered);
    say(as, answered);
    return back(c, as, channel);
  });
  app.post("/close", async (c) => {
    const form = await fields(c);
    workspace.views = workspace.views.filter(({ id }) => id !== form.view);
    const as = workspace.user(form.as ?? "") ?? workspace.users[0]!;
    return back(c, as, form.channel ?? "");
  });
  app.get("/state.json", (c) => {
    const { users, channels, messages, ephemerals, views, calls, visits, down } = workspace;
    return c.json({ users, channels, messages, ephemerals, views, calls, visits, down });
  });
  app.post("/faults", async (c) => {
    const { user, ...faults } = Faults.parse(await c.req.json());
    Object.assign(workspace, faults);
    if (user) Object.assign(workspace.user(user.id) ?? {}, user);
    return c.json({ ok: true });
  });
  return app;
}

const versionOf = ({ messages, ephemerals, views }: Workspace): string =>
  `${messages.length} ${messages.reduce((sum, { edited }) => sum + edited, 0)} ${ephemerals.at(-1)?.at ?? 0} ${views.map(({ id }) => id).join()}`;

function view(workspace: Workspace, as: User, channelId: string, fault: string | undefined) {
  const direct = `D${as.id.slice(1)}`;
  const channels = [...workspace.channels.filter(({ members }) => members.includes(BOT.id)), { id: direct, name: "Countersign (direct)", members: [] }];
  const here = channels.find(({ id }) => id === channelId) ?? channels[0]!;
  const inChannel = workspace.messages.filter((message) => message.channel === here.id && !message.thread_ts).slice(-60);
  const own = workspace.ephemerals.filter((note) => note.channel === here.id && note.user === as.id).slice(-5);
  const written = [...inChannel.map((message) => ({ at: message.at, draw: () => drawMessage(workspace, message, as) })), ...own.map((note) => ({ at: note.at, draw: () => drawNote(note) }))].toSorted((a, b) => a.at - b.at);
  const form = workspace.views.find((open) => open.user === as.id);
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${here.name} · ${TEAM.name} demo workspace</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/page.css" />
    <script src="/page.js" defer></script>
  </head>
  <body data-version="${versionOf(workspace)}">
    <header>
      <strong>${TEAM.name}</strong> <span>a demo workspace on this machine; nothing reaches Slack</span>
      <form method="get" action="/" class="who">
        <input type="hidden" name="channel" value="${here.id}" />
        <label>You are <select name="as">${workspace.users.map((user) => html`<option value="${user.id}" ${user.id === as.id ? "selected" : ""}>${user.real_name}${user.is_restricted ? " (guest)" : ""}</option>`)}</select></label>
        <button class="button">Switch</button>
      </form>
    </header>
    <div class="columns">
      <nav aria-label="Channels">
        <ul>${channels.map(({ id, name }) => html`<li><a href="/?as=${as.id}&channel=${id}" ${id === here.id ? html`aria-current="page"` : ""}>${id.startsWith("C") ? "# " : ""}${name}</a></li>`)}</ul>
      </nav>
      <main>
        <h1>${here.id.startsWith("C") ? "# " : ""}${here.name}</h1>
        ${fault ? html`<p class="fault" role="alert">${fault}</p>` : ""}
        ${inChannel.length === 0 ? html`<p class="empty">${here.id === direct ? `Nothing here yet. ${as.real_name} links this user on the profile page of Countersign, and chooses there what is told here.` : "Nothing here yet. Let an agent propose something: npm run demo:agent"}</p>` : ""}
        <ol class="messages">${written.map(({ draw }) => draw())}</ol>
      </main>
    </div>
    ${
      form
        ? html`<dialog open aria-labelledby="form-title">
            <h2 id="form-title">${form.title.text}</h2>
            ${Object.values(form.errors ?? {}).map((error) => html`<p class="fault" role="alert">${error}</p>`)}
            <form method="post" action="/submit" id="form">
              <input type="hidden" name="as" value="${as.id}" /><input type="hidden" name="view" value="${form.id}" /><input type="hidden" name="channel" value="${here.id}" />
              ${drawn(form.blocks)}
            </form>
            <form method="post" action="/close" id="close">
              <input type="hidden" name="as" value="${as.id}" /><input type="hidden" name="view" value="${form.id}" /><input type="hidden" name="channel" value="${here.id}" />
            </form>
            <p class="block-actions end"><button class="button" form="close">${form.close?.text ?? "Cancel"}</button> <button class="button primary" form="form">${form.submit?.text ?? "Submit"}</button></p>
          </dialog>`
        : ""
    }
  </body>
</html>`;
}

const drawNote = ({ at, blocks }: Ephemeral) => html`<li><aside class="note"><p class="only">Only visible to you · ${clock(at)}</p>${drawn(blocks)}</aside></li>`;

function drawMessage(workspace: Workspace, message: Message, as: User) {
  const replies = workspace.messages.filter((reply) => reply.channel === message.channel && reply.thread_ts === message.ts);
  return html`<li>
    <article aria-label="Message of ${BOT.name}">
      <p class="by"><strong>${BOT.name}</strong> <span class="app">APP</span> <time datetime="${new Date(message.at).toISOString()}">${clock(message.at)}</time>${message.edited > 0 ? html` <span class="edited">(edited)</span>` : ""}</p>
      ${drawn(message.blocks, { as, message })}
      ${replies.length > 0 ? html`<ol class="thread" aria-label="Thread">${replies.map((reply) => html`<li><p class="by"><strong>${BOT.name}</strong> ${clock(reply.at)}</p>${drawn(reply.blocks)}</li>`)}</ol>` : ""}
    </article>
  </li>`;
}

const clock = (at: number): string => `${new Date(at).toISOString().slice(11, 16)} UTC`;
