import { agentNamed } from "@/e2e/support/agent-named";
import { rows } from "@/e2e/support/database";
import { demo } from "@/e2e/support/demo";
import { digest, quiet } from "@/e2e/support/digest";
import { publicFiles, routesOfApi, routesOfApp, routesOfHono } from "@/e2e/support/routes";
import { expect, test } from "@/e2e/support/test";

const METHODS = ["GET", "HEAD", "OPTIONS"] as const;
// What a crafted link might add, hoping that a page reads it.
const CRAFTED = "?verdict=approve&decision=approve&action=approve&confirm=true&_method=POST&code=LINKSTRY";

test("I6: no link changes anything, whoever follows it: an admin, Slack, a mail scanner, a stranger or an agent", async ({ as, baseURL }) => {
  const ada = await as("ada");
  const agent = agentNamed("support-bot");

  const invitation = await test.step("there is an open invitation", async () => {
    await ada.goto("/admin/people");
    await ada.getByRole("button", { name: "Invite somebody" }).click();
    const dialog = ada.getByRole("dialog");
    await dialog.getByLabel("Email").fill(`links-${Date.now()}@acme.example`);
    await dialog.getByRole("button", { name: "Make the link" }).click();
    return (await dialog.locator("code").innerText()).trim();
  });

  const ids = await test.step("there are actions in every state that a link could move", async () => {
    const pending = await agent.propose("process_refund", { order: "ord_2005", customer: "cus_1003", amount: 47, currency: "USD", reason: "Links story" });
    const grantable = await agent.propose("run_report", { from: "2026-01-01", to: "2026-06-30" });
    const meeting = await agent.propose("create_meeting", { title: "Links story", starts_at: "2027-01-21T09:00:00Z", minutes: 30, attendees: ["ines@acme.example"] });
    await agent.sees(meeting.id, "succeeded");
    const others = await rows<{ id: string }>("countersign", "SELECT DISTINCT ON (state) id FROM actions WHERE state NOT IN ('pending', 'succeeded') ORDER BY state, id DESC");
    return { pending: pending.id, all: [pending.id, meeting.id, grantable.id, ...others.map(({ id }) => id)] };
  });

  await rows("countersign", `
    INSERT INTO webhook_endpoints (id, url, event_types) VALUES ('01900000-0000-7000-8000-0000000000e1', 'https://hooks.acme.example/links', '{action.reminded}') ON CONFLICT DO NOTHING`);
  await rows("countersign", `
    INSERT INTO deliveries (id, channel, target, event_type, content, status, next_at, finished_at)
    VALUES ('01900000-0000-7000-8000-0000000000d1', 'webhook', '01900000-0000-7000-8000-0000000000e1', 'endpoint.tested', '{}', 'failed', NULL, now()) ON CONFLICT DO NOTHING`);
  // Tokens that a link might use up: a code that ties a Slack user to whoever types it, beside the invitation and the grant.
  await rows("countersign", `
    INSERT INTO slack_codes (id, code_hash, team_id, user_id, user_name, expires_at)
    VALUES ('01900000-0000-7000-8000-0000000000c1', sha256('LINKSTRY'), 'T0ACME', 'U0ADA', 'Ada', now() + interval '1 hour') ON CONFLICT (id) DO UPDATE SET used_at = NULL, expires_at = excluded.expires_at`);
  const unused = () => rows("countersign", `
    SELECT (SELECT count(*)::int FROM invitations WHERE accepted_at IS NULL) AS invitations, (SELECT count(*)::int FROM slack_codes WHERE used_at IS NULL) AS codes,
           (SELECT count(*)::int FROM grants WHERE fetched_at IS NULL) AS grants, (SELECT count(*)::int FROM sessions WHERE ended_at IS NULL) AS sessions`);
  const one = async (table: string) => (await rows<{ id: string }>("countersign", `SELECT id::text FROM ${table} ORDER BY id LIMIT 1`))[0]!.id;
  const { paths } = (await (await fetch(`${baseURL}/api/v1/openapi.json`)).json()) as { paths: Record<string, unknown> };
  const routes = [
    ...routesOfApp({
      token: [invitation.slice(invitation.lastIndexOf("/") + 1)],
      actionId: ids.all,
      batchId: await one("rollback_batches").then((id) => [id], () => [ids.pending]),
      toolId: [await one("tools")],
      connectorId: [await one("connectors")],
      agentId: [await one("agents")],
      personId: [await one("people")],
      endpointId: [await one("webhook_endpoints")],
      deliveryId: [await one("deliveries")],
      comparisonId: await one("policy_comparisons").then((id) => [id], () => [ids.pending]),
      version: ["1"],
      code: ["expired"],
      nextauth: ["session", "csrf", "providers", "signin", "signin/credentials", "signout", "callback/credentials", "error", "verify-request"],
      route: ["openapi.json"],
    }),
    ...routesOfApi(Object.keys(paths).map((route) => (route.startsWith("/api/v1") ? route : `/api/v1${route}`)), ids.all),
    ...routesOfHono("lib/api/people", "/api/people", { id: ids.all }),
    ...routesOfHono("lib/api/slack", "/api/slack", {}),
    ...publicFiles(),
    ...["approval", "rejection", "decision", "release"].map((noun) => `/api/v1/actions/${ids.pending}/${noun}`),
  ];
  expect(routes.length, "the routes were found").toBeGreaterThan(150);

  const cookies = await ada.context().cookies();
  const visitors: Record<string, Record<string, string>> = {
    "an admin's browser": { Cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; "), "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/143.0", Accept: "text/html" },
    Slackbot: { "User-Agent": "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)" },
    "Slack's image proxy": { "User-Agent": "Slack-ImgProxy (+https://api.slack.com/robots)" },
    "Outlook's Safe Links": { "User-Agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0 Safari/537.36 SafeLinks/1.0", "X-Ms-Exchange-SafeLinks": "1" },
    "a stranger": {},
    "an agent": { Authorization: `Bearer ${demo().agents[0]!.key}` },
  };

  await ada.goto("about:blank"); // its page would go on asking
  // What waits for company goes now, and not in the middle of this.
  const hurried = () => rows("countersign", "UPDATE deliveries SET next_at = clock_timestamp() WHERE status = 'waiting' AND attempt_count = 0 AND next_at > clock_timestamp()");
  await expect.poll(async () => (await hurried(), quiet()), { timeout: 60_000 }).toBe(true);
  const before = await digest();
  const tokens = await unused();
  expect(Object.keys(before).length, "the tables were found").toBeGreaterThan(20);

  const failures: string[] = [];
  const work = Object.entries(visitors).flatMap(([who, headers]) => routes.flatMap((route) => METHODS.map((method) => ({ who, headers, method, route }))));
  const follow = async () => {
    for (let next = work.pop(); next; next = work.pop()) {
      const { who, headers, method, route } = next;
      const status = await visit(`${baseURL}${route}${CRAFTED}`, method, headers);
      if (status >= 500) failures.push(`${method} ${route} by ${who}: ${status}`);
    }
  };
  await test.step(`${work.length} requests`, () => Promise.all([follow(), follow(), follow(), follow()]));

  expect(failures).toEqual([]);
  expect(await digest()).toEqual(before);
  expect(await unused()).toEqual(tokens);

  await test.step("the invitation still opens", async () => {
    await ada.goto(invitation);
    await expect(ada.getByRole("heading", { name: "You are invited" })).toBeVisible();
  });
  await test.step("and a change would have been seen", async () => {
    await fetch(`${baseURL}/api/v1/actions/${ids.pending}/cancellation`, {
      method: "POST",
      headers: { ...visitors["an agent"], "Content-Type": "application/json" },
      body: JSON.stringify({ reason: "The links story is over" }),
    });
    const after = await digest();
    expect(after["countersign.actions"]).not.toBe(before["countersign.actions"]);
    expect(after["countersign.audit_events"]).not.toBe(before["countersign.audit_events"]);
  });
});

/** Follows a link to the end of what it answers; of a stream, to its first words. @returns the status */
async function visit(url: string, method: string, headers: Record<string, string>): Promise<number> {
  const stop = new AbortController();
  const answer = await fetch(url, { method, headers, redirect: "manual", signal: AbortSignal.any([stop.signal, AbortSignal.timeout(60_000)]) });
  if (answer.headers.get("content-type")?.startsWith("text/event-stream")) stop.abort();
  else await answer.arrayBuffer();
  return answer.status;
}
