import { agentNamed } from "@/e2e/support/agent-named";
import { expectAccessible } from "@/e2e/support/axe";
import { expect, test } from "@/e2e/support/test";
import { undoWindowEnds } from "@/e2e/support/undo-window";

test("an executed change is rolled back: previewed, asked for with a reason, approved by somebody else, undone", async ({ as }) => {
  const agent = agentNamed("finance-bot");
  const amount = (6_000 + (Date.now() % 1_000)) / 100;
  const { id } = await agent.propose("update_price", { article: "lamp-desk", amount, currency: "USD" });
  const rosa = await as("rosa");
  await rosa.goto(`/queue/${id}`);
  await rosa.getByRole("button", { name: "Approve" }).click();
  await undoWindowEnds(id);
  await expect(rosa.getByRole("list", { name: "At a glance" })).toContainText("Succeeded", { timeout: 40_000 });

  await rosa.getByRole("link", { name: "Roll back…" }).click();
  const preview = rosa.getByRole("table", { name: "What would change back" });
  await expect(preview).toContainText(String(amount));
  await expect(rosa.getByText("It is still as the action left it.")).toBeVisible();
  await expectAccessible(rosa);
  await rosa.getByLabel("Reason").fill("The price list says otherwise");
  await rosa.getByRole("button", { name: "Roll back" }).click();

  await expect(rosa.getByRole("heading", { level: 1 })).toContainText("Undo: Set the price of lamp-desk");
  await expect(rosa.getByRole("button", { name: "Approve" })).toHaveAccessibleDescription(/asked for this yourself/);
  await expectAccessible(rosa);
  const ravi = await as("ravi");
  const rollback = new URL(rosa.url()).pathname;
  await ravi.goto(rollback);
  await ravi.getByRole("button", { name: "Approve" }).click();
  await undoWindowEnds(rollback.split("/").at(-1)!);
  await expect(ravi.getByRole("list", { name: "At a glance" })).toContainText("Succeeded", { timeout: 40_000 });
  await ravi.getByRole("link", { name: /Set the price of lamp-desk/ }).click();
  await expect(ravi.getByRole("list", { name: "At a glance" })).toContainText("Rolled back");
  await expect(ravi.getByRole("button", { name: "Roll back" })).toHaveCount(0);
});

test("what cannot be undone says why", async ({ as }) => {
  const agent = agentNamed("support-bot");
  const { id } = await agent.propose("reply_faq", { question: "q_802", text: `It is oak. ${Date.now()}` });
  await agent.sees(id, "succeeded");
  const page = await as("rosa");
  await page.goto(`/queue/${id}`);
  await expect(page.getByRole("button", { name: "Roll back" })).toHaveAccessibleDescription(/irreversible/);
  await page.goto(`/queue/${id}/roll-back`);
  await expect(page.getByText("It cannot be rolled back")).toBeVisible();
});
