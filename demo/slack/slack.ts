import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { clicksOf } from "./clicks";
import type { Environment } from "./environment";
import { slackMethods } from "./methods";
import { workspacePages } from "./pages";
import { Workspace } from "./workspace";

/** Starts the workspace: Slack's Web API under /api, and the page where its people read and press. On this machine only. */
export async function startSlack(environment: Environment): Promise<{ url: string; close: () => Promise<void> }> {
  const workspace = new Workspace(environment.SLACK_FILE);
  const clicks = clicksOf(workspace, { url: environment.SLACK_INTERACTIONS_URL, secret: environment.SLACK_SIGNING_SECRET });
  let port = 0;
  const app = new Hono();
  app.route("/api", slackMethods(workspace, { token: environment.SLACK_BOT_TOKEN, links: new URL(environment.SLACK_INTERACTIONS_URL).host }));
  app.route("/", await workspacePages(workspace, clicks, () => port));
  app.onError((error, c) => {
    console.error("slack: a request failed", error);
    return c.json({ ok: false, error: "internal_error" }, 500);
  });
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(environment.SLACK_PORT, "127.0.0.1", resolve);
  });
  port = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}
