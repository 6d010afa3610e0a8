import { agentNamed } from "@/e2e/support/agent-named";
import { expectAccessible } from "@/e2e/support/axe";
import { looksRight } from "@/e2e/support/looks";
import { expect, test } from "@/e2e/support/test";

test("an auditor finds an action by what it says, narrows the history, and decides nothing", async ({ as }) => {
  const word = `needle${Date.now()}`;
  await agentNamed("support-bot").propose("process_refund", { order: "ord_2003", customer: "cus_1002", amount: 45, currency: "USD", reason: word });
  const page = await as("otto");
  await page.goto("/queue");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "History" }).click();
  await page.getByRole("search", { name: "History" }).getByRole("searchbox").fill(word.toUpperCase());
  await page.getByRole("button", { name: "Search" }).click();
  const rows = page.getByRole("list", { name: "Actions" }).getByRole("listitem");
  await expect(rows).toHaveCount(1);
  await expectAccessible(page);

  await page.getByText("Filters").click();
  await page.getByLabel("State").selectOption("succeeded");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText("Nothing fits these filters")).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`text=${word.toUpperCase()}.*state=succeeded`));
  await expectAccessible(page);
});

test("the history by who decided and by which rule", async ({ as }) => {
  const word = `ruled${Date.now()}`;
  const propose = (amount: number) => agentNamed("support-bot").propose("process_refund", { order: "ord_2003", customer: "cus_1002", amount, currency: "USD", reason: word });
  const { id } = await propose(41);
  await propose(42);
  const rosa = await as("rosa");
  await rosa.goto(`/queue/${id}`);
  await rosa.getByRole("button", { name: "Reject…" }).click();
  await rosa.getByRole("dialog").getByRole("button", { name: "Wrong amount" }).click();
  await agentNamed("support-bot").sees(id, "rejected");

  const page = await as("otto");
  await page.goto(`/history?text=${word}`);
  const rows = page.getByRole("list", { name: "Actions" }).getByRole("listitem");
  await expect(rows).toHaveCount(2);
  await page.getByText("Filters").click();
  await page.getByLabel("Decided by").selectOption("Rosa Reviewer");
  await page.getByLabel("Rule").selectOption("defaults.write");
  await looksRight(page);
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/person=.*rule=defaults\.write/);
  await expect(rows).toHaveCount(1);
  await page.goto(`/history?text=${word}&rule=defaults.destructive`);
  await expect(page.getByText("Nothing fits these filters")).toBeVisible();
});
