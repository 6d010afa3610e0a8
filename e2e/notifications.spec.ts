import { randomBytes } from "node:crypto";
import http, { type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { agentNamed } from "@/e2e/support/agent-named";
import { rows } from "@/e2e/support/database";
import { demo, person } from "@/e2e/support/demo";
import { looksRight } from "@/e2e/support/looks";
import { expect, test } from "@/e2e/support/test";
import { says } from "@/e2e/support/toast";

type Arrived = { headers: IncomingHttpHeaders; body: string; type: string; action: string };

/** A receiver of somebody's: notes what comes, and answers as the story says. */
async function receiver() {
  const arrived: Arrived[] = [];
  const answers = { status: 204 };
  const server = http.createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const { type, data } = JSON.parse(body) as { type: string; data: { action_id?: string } };
    arrived.push({ headers: request.headers, body, type, action: data.action_id ?? "" });
    response.writeHead(answers.status, { "content-type": "text/plain" }).end(answers.status === 204 ? undefined : "out of order");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { arrived, answers, url: `http://127.0.0.1:${port}/countersign`, host: `127.0.0.1:${port}`, close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))) };
}

const refund = { order: "ord_2005", customer: "cus_1003", amount: 47, currency: "USD", reason: "Told of by webhook" };

test("an endpoint is told of a decision; what failed shows why, and is replayed", async ({ as }) => {
  const target = await receiver();
  const admin = await as("ada");
  const agent = agentNamed("support-bot");
  let secret = "";

  await test.step("an admin adds it and is shown its secret once", async () => {
    await admin.goto("/admin/notifications");
    await admin.getByRole("button", { name: "Add an endpoint" }).first().click();
    const dialog = admin.getByRole("dialog");
    await dialog.getByLabel("Address").fill("ftp://nowhere.example");
    await dialog.getByRole("button", { name: "Add endpoint" }).click();
    await expect(dialog.getByLabel("Address")).toHaveAttribute("aria-invalid", "true");
    await looksRight(admin);
    await dialog.getByLabel("Address").fill(target.url);
    await dialog.getByLabel("Whose actions").selectOption({ label: "support-bot" });
    await dialog.getByLabel("action.rejected").check();
    await dialog.getByRole("button", { name: "Add endpoint" }).click();
    secret = (await dialog.locator("code").innerText()).trim();
    expect(secret).toMatch(/^whsec_/);
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(admin.getByRole("table", { name: "Webhook endpoints" })).toContainText(target.host);
    expect(await admin.content()).not.toContain(secret);
  });

  const action = await test.step("a reviewer rejects an action while the receiver is out of order", async () => {
    target.answers.status = 500;
    const proposed = await agent.propose("process_refund", refund);
    const rosa = await as("rosa");
    await rosa.goto(`/queue/${proposed.id}`);
    await rosa.getByRole("button", { name: "Reject…" }).click();
    await rosa.getByRole("dialog").getByLabel(/reason/i).last().fill("Not this one");
    await rosa.getByRole("dialog").getByRole("button", { name: /^Reject/ }).click();
    await agent.sees(proposed.id, "rejected");
    await expect.poll(() => target.arrived.length).toBeGreaterThan(0);
    await rosa.reload();
    await expect(rosa.getByRole("region", { name: "Who was told" })).toContainText(target.host);
    return proposed;
  });

  await test.step("the delivery shows what was sent and what was answered", async () => {
    await admin.goto("/admin/notifications");
    await admin.getByRole("link", { name: new RegExp(target.host) }).first().click();
    await expect(admin.getByRole("heading", { name: target.host, level: 1 })).toBeVisible();
    await looksRight(admin);
    await admin.getByRole("table", { name: /^Deliveries/ }).getByRole("link", { name: "Rejected" }).first().click();
    await expect(admin.getByText("It answered 500.").first()).toBeVisible();
    await expect(admin.getByRole("group", { name: "Request" }).first()).toContainText(action.id);
    await expect(admin.getByRole("group", { name: "Response" }).first()).toContainText("out of order");
    await looksRight(admin);
  });

  await test.step("replayed, it arrives under the same id and verifies", async () => {
    target.answers.status = 204;
    const before = target.arrived.length;
    await admin.getByRole("button", { name: "Replay" }).click();
    await admin.getByRole("alertdialog").getByRole("button", { name: "Send again" }).click();
    await says(admin, "It is being sent again");
    await expect(admin.getByText("Delivered", { exact: true }).first()).toBeVisible();
    expect(target.arrived.length).toBeGreaterThan(before);
    const told = target.arrived.at(-1)!;
    // Opening it may have been an event before.
    const [event] = await rows<{ sequence: number }>("countersign", "SELECT action_number AS sequence FROM audit_events WHERE action_id = $1 AND type = 'action.rejected'", [action.id]);
    expect(new Set(target.arrived.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(new Webhook(secret).verify(told.body, { "webhook-id": String(told.headers["webhook-id"]), "webhook-timestamp": String(told.headers["webhook-timestamp"]), "webhook-signature": String(told.headers["webhook-signature"]) })).toMatchObject({
      type: "action.rejected",
      data: { action_id: action.id, state: "rejected", revision: 1, sequence: event!.sequence },
    });
    expect(target.arrived.map(({ body }) => body).join()).not.toMatch(/cus_1003|Told of by webhook|Not this one/);
  });

  await test.step("removed, it is told nothing more", async () => {
    await admin.getByRole("link", { name: target.host }).click();
    await admin.getByRole("button", { name: "Remove" }).click();
    await admin.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
    await expect(admin).toHaveURL(/\/admin\/notifications$/);
    await expect(admin.getByText(target.host)).not.toHaveCount(0); // its deliveries stay
    await looksRight(admin);
  });
  await target.close();
});

test("an admin says how long deliveries are kept, and it is on the audit trail", async ({ as }) => {
  const admin = await as("ada");
  await admin.goto("/admin/notifications");
  await admin.getByLabel("Days").fill("60");
  await admin.getByRole("region", { name: "How long deliveries are kept" }).getByRole("button", { name: "Save" }).click();
  await says(admin, "Saved");
  await admin.reload();
  await expect(admin.getByLabel("Days")).toHaveValue("60");
  expect(await rows("countersign", "SELECT canonical::jsonb #>> '{data,after}' AS after FROM audit_events WHERE type = 'setting.changed' AND subject_id = 'keep_deliveries_days' ORDER BY seq DESC LIMIT 1")).toEqual([{ after: "60" }]);
  await admin.getByLabel("Days").fill("90");
  await admin.getByRole("region", { name: "How long deliveries are kept" }).getByRole("button", { name: "Save" }).click();
  await says(admin, "Saved");
});

test("a reviewer chooses what is mailed; a mail with a link arrives at their server, and opens behind sign-in", async ({ as, page }) => {
  const rosa = await as("rosa");
  const agent = agentNamed("support-bot");
  const marker = randomBytes(3).toString("hex");

  await test.step("she wants the weighty ones only", async () => {
    await rosa.goto("/profile");
    const form = rosa.getByRole("region", { name: "What you hear of" });
    await form.getByLabel("Medium: Mail").uncheck();
    await form.getByLabel("High: Mail").check();
    await form.getByRole("button", { name: "Save" }).click();
    await says(rosa, "Saved");
    await rosa.reload();
    await expect(form.getByLabel("Medium: Mail")).not.toBeChecked();
    await expect(form.getByLabel("Medium: In the app")).toBeChecked();
    await looksRight(rosa);
  });

  const [medium, high] = await test.step("an agent asks for one of each", async () => [
    await agent.propose("process_refund", { ...refund, amount: 12, reason: marker }),
    await agent.propose(`nobody_registered_${marker}`, { what: "held as high" }),
  ]);

  const mail = await test.step("one mail comes, about the one", async () => {
    const address = person("rosa").email;
    const found = async () => {
      // What waits for company need not wait for this story.
      await rows("countersign", "UPDATE deliveries SET next_at = clock_timestamp() WHERE channel = 'email' AND status = 'waiting' AND attempt_count = 0");
      return rows<{ id: string; text: string }>("acme", "SELECT id, text FROM mails WHERE $1 = ANY(recipients) AND text LIKE '%' || $2 || '%'", [address, high.id]);
    };
    await expect.poll(async () => (await found()).length, { timeout: 30_000 }).toBe(1);
    const [only] = await found();
    expect(only!.text).not.toContain(medium.id);
    return only!;
  });

  await test.step("it is read at Acme, and its link leads to sign-in and from there to the action", async () => {
    await page.goto(`${demo().acme.url}/mail/${mail.id}`);
    await expect(page.getByText("Nothing is decided by mail")).toBeVisible();
    const link = /https?:\/\/\S+\/queue\/[0-9a-f-]{36}/.exec(mail.text)![0];
    expect(link.startsWith(process.env.E2E_URL!)).toBe(true);
    await page.goto(`/queue/${high.id}`);
    await expect(page).toHaveURL(/\/sign-in/);
    await rosa.goto(`/queue/${high.id}`);
    await expect(rosa.getByRole("region", { name: "Who was told" })).toContainText("Email");
  });

  await test.step("and she goes back to what is usual", async () => {
    await rosa.goto("/profile");
    const form = rosa.getByRole("region", { name: "What you hear of" });
    await form.getByLabel("Medium: Mail").check();
    await form.getByRole("button", { name: "Save" }).click();
    await says(rosa, "Saved");
  });
});
