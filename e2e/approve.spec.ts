import { agentNamed } from "@/e2e/support/agent-named";
import { expectAccessible } from "@/e2e/support/axe";
import { looksRight } from "@/e2e/support/looks";
import { expect, test } from "@/e2e/support/test";

const refund = (reason: string, amount = 40) => ({ order: "ord_2001", customer: "cus_1001", amount, currency: "USD", reason });
const bar = { name: "Your decision" } as const;

test("a reviewer approves, takes it back in time, approves again, and it is executed", async ({ as }) => {
  const agent = agentNamed("support-bot");
  const reason = `Undo story ${Date.now()}`;
  const { id } = await agent.propose("process_refund", refund(reason), { statement: { reasoning: "The customer asked twice.", confidence: 0.8 } });
  const page = await as("rosa");
  await page.goto(`/queue?${new URLSearchParams({ text: reason })}`);
  await expectAccessible(page);
  await page.getByRole("link", { name: new RegExp(`Refund \\$40.00 .* ${reason}`) }).click();
  await expect(page.getByRole("heading", { level: 2, name: /Refund \$40.00/ })).toContainText(reason);
  await page.getByRole("link", { name: "Page of its own" }).click();

  await expect(page.getByRole("heading", { level: 1 })).toContainText("Refund $40.00");
  await expect(page.getByRole("region", { name: "Why it is here" })).toContainText("It changes data");
  await expect(page.getByText("The customer asked twice.")).toBeHidden();
  await page.getByText("Unverified: the agent says").click();
  await expect(page.getByText("The customer asked twice.")).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Approve" }).click();
  await expect(page.getByRole("region", bar)).toContainText(/Approved by you; takes effect in \d+ s/);
  await expectAccessible(page);
  expect((await agent.read(id)).state).toBe("pending");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Your approval was taken back")).toBeVisible();
  expect(await agent.read(id)).toMatchObject({ state: "pending", decision: null });

  await page.getByPlaceholder("Note (optional)").fill("Within our terms");
  await page.getByRole("button", { name: "Approve" }).click();
  await expect(page.getByRole("list", { name: "At a glance" })).toContainText("Succeeded", { timeout: 40_000 });
  await expect(page.getByRole("region", { name: "Timeline" })).toContainText("Within our terms");
  expect((await agent.sees(id, "succeeded")).decision).toMatchObject({ verdict: "approved", by: "Rosa Reviewer" });
});

test("the reason for a reject reaches the agent; without one nothing is rejected", async ({ as }) => {
  const agent = agentNamed("support-bot");
  const { id } = await agent.propose("process_refund", refund(`Reject story ${Date.now()}`, 41));
  const page = await as("rosa");
  await page.goto(`/queue/${id}`);
  await page.getByRole("button", { name: "Reject…" }).click();
  const dialog = page.getByRole("dialog");
  await expectAccessible(page);
  await dialog.getByLabel("Another reason").fill("   ");
  await dialog.getByRole("button", { name: "Reject" }).click();
  await expect(dialog.getByLabel("Another reason")).toHaveAccessibleDescription(/the agent is told/);
  expect((await agent.read(id)).state).toBe("pending");

  await dialog.getByRole("button", { name: "Wrong amount" }).click();
  await expect(page.getByRole("list", { name: "At a glance" })).toContainText("Rejected");
  expect((await agent.sees(id, "rejected")).decision).toEqual(expect.objectContaining({ verdict: "rejected", by: "Rosa Reviewer", note: "Wrong amount" }));
});

test("whoever decides second is told who was first, and when", async ({ as }) => {
  const { id } = await agentNamed("support-bot").propose("process_refund", refund(`Conflict story ${Date.now()}`, 42));
  const [rosa, ravi] = [await as("rosa"), await as("ravi")];
  // Ravi's page hears nothing of what happens meanwhile.
  await ravi.route("**/api/changes", (route) => route.abort());
  await ravi.goto(`/queue/${id}`);
  await expect(ravi.getByRole("button", { name: "Approve" })).toBeVisible();
  await rosa.goto(`/queue/${id}`);
  await rosa.getByRole("button", { name: "Reject…" }).click();
  await rosa.getByRole("dialog").getByRole("button", { name: "Not what was asked for" }).click();
  await expect(rosa.getByRole("list", { name: "At a glance" })).toContainText("Rejected");

  await ravi.getByRole("button", { name: "Approve" }).click();
  await expect(ravi.getByRole("region", { name: "Notifications" })).toContainText(/already rejected \(by Rosa Reviewer, \d+ \w+,? \d\d:\d\d\)/);
  await expect(ravi.getByRole("list", { name: "At a glance" })).toContainText("Rejected");
  await expect(ravi.getByRole("button", { name: "Approve" })).toHaveCount(0);
});

test("who may not approve sees the reason on the button", async ({ as }) => {
  const { id } = await agentNamed("support-bot").propose("process_refund", refund(`Refused story ${Date.now()}`, 43));
  const [owner, auditor] = [await as("ada"), await as("otto")];
  await owner.goto(`/queue/${id}`);
  await expect(owner.getByRole("button", { name: "Approve" })).toHaveAccessibleDescription(/You own the agent/);
  await auditor.goto(`/queue/${id}`);
  await expect(auditor.getByRole("button", { name: "Approve" })).toHaveAccessibleDescription(/Auditors read/);
});

test("what arrives waits behind a button, so that nothing moves", async ({ as }) => {
  const page = await as("ravi");
  const reason = `Arrival story ${Date.now()}`;
  await page.goto(`/queue?${new URLSearchParams({ text: reason })}`);
  await expect(page.getByRole("heading", { name: "Queue" })).toBeVisible();
  await agentNamed("support-bot").propose("process_refund", refund(reason, 44));
  await page.getByRole("button", { name: /\d+ new/ }).click({ timeout: 20_000 });
  await expect(page.getByRole("link", { name: new RegExp(reason) })).toBeVisible();
});

test("queue and action look right in light and dark, on a desk and on a phone", async ({ as }) => {
  test.setTimeout(180_000);
  const { id } = await agentNamed("support-bot").propose("process_refund", refund(`Looks story ${Date.now()}`, 46));
  const page = await as("rosa");
  await page.goto("/queue");
  await expect(page.getByRole("list", { name: "For you" })).toBeVisible();
  await expect(page.getByRole("region", bar)).toBeVisible();
  await looksRight(page);
  await page.goto(`/queue/${id}`);
  await expect(page.getByRole("button", { name: "Approve" })).toBeVisible();
  await looksRight(page);
});
