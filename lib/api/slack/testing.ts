import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { answerClick } from "@/lib/actions/review/slack-click";
import { assemble, type Cast } from "@/lib/actions/testing";
import { setMailServer } from "@/lib/deliveries/email/server";
import { channels } from "@/lib/deliveries/registry";
import { deliverDue } from "@/lib/deliveries/run";
import { listener, mailbox, readEverything } from "@/lib/deliveries/testing";
import { createEndpoint } from "@/lib/deliveries/webhook/endpoints";
import { claimClicks } from "@/lib/slack/interactions";
import { fakeSlack, linked, makeDue, SECRET, TOKEN } from "@/lib/slack/testing";
import { connectSlack, routeSlack } from "@/lib/slack/workspace";
import { slackApi } from "./app";

/** For tests: everybody can be reached everywhere: Slack with linked users, mail, a webhook. */
export async function everywhere() {
  process.env.ALLOW_PRIVATE_TARGETS = "true";
  const server = createServer(getRequestListener((request) => slackApi.fetch(request), { overrideGlobalObjects: false }) as never);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env.PUBLIC_URL = here;
  const [slack, mail, hook] = await Promise.all([fakeSlack(`${here}/api/slack/interactions`), mailbox(), listener()]);
  await slack.faults({ unlimited: true, user: { id: "U0ROSA", email: "rita@acme.example", real_name: "Rita" } });
  const cast: Cast = await assemble();
  await connectSlack(cast.admin, { botToken: TOKEN, signingSecret: SECRET });
  await routeSlack(cast.admin, { channel: "C0APPROVALS", routes: [{ group: "admins", channel: "C0ADMINS" }] });
  await setMailServer(cast.admin, { host: "127.0.0.1", port: mail.port, security: "offered", sender: "gate@acme.example", username: null, password: "" });
  await createEndpoint(cast.admin, { url: hook.url, agentId: null, eventTypes: [] });
  for (const [person, user] of [[cast.reviewer, "U0ROSA"], [cast.second, "U0RAVI"], [cast.owner, "U0ADA"]] as const) await linked(person, user);

  const derive = () => readEverything(channels);
  await derive();
  /** What workers do, until nothing is left to do, as if nothing had to wait. */
  const work = async () => {
    for (let busy = true; busy; ) {
      const clicks = await claimClicks();
      await Promise.all(clicks.map(answerClick));
      await derive();
      await makeDue();
      busy = (await deliverDue(cast.worker, channels)) > 0 || clicks.length > 0;
    }
  };
  const close = async () => {
    await Promise.all([slack.close(), mail.close(), hook.close()]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { cast, slack, mail, hook, derive, work, close };
}

export type Everywhere = Awaited<ReturnType<typeof everywhere>>;
