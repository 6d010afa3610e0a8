import type { Page } from "playwright/test";
import { agentNamed } from "@/e2e/support/agent-named";
import { expectAccessible } from "@/e2e/support/axe";
import { looksRight } from "@/e2e/support/looks";
import { kept, publishDraft } from "@/e2e/support/policy";
import { expect, test } from "@/e2e/support/test";
import { says } from "@/e2e/support/toast";

const approvals = (page: Page) => page.locator("#tiers\\.medium\\.approve\\.0\\.approvals");

test("a tier asks for two approvals from the next action on; taking that back needs a second admin", async ({ as }) => {
  const ada = await as("ada");
  let before = "";

  await test.step("the forms write the draft, and an old tab does not save over it", async () => {
    await ada.goto("/admin/policy/versions");
    before = /\d+/.exec(await ada.getByRole("listitem").filter({ hasText: "In force" }).innerText())![0];
    await ada.goto("/admin/tiers");
    await expect(ada).toHaveURL(/\/admin\/policy\?as=forms$/);
    await looksRight(ada);
    const stale = await as("ada");
    await stale.goto("/admin/policy?as=forms");
    await approvals(ada).fill("2");
    await kept(ada);
    await approvals(stale).fill("3");
    await expect(stale.getByRole("alert").filter({ hasText: "another tab" })).toBeVisible();
  });

  await test.step("what is stricter, one admin publishes, with a reason", async () => {
    await ada.getByRole("link", { name: "4 Publish" }).click();
    await expect(ada.getByText("It loosens nothing")).toBeVisible();
    await expectAccessible(ada);
    await ada.getByRole("link", { name: "1 Draft" }).click();
    await publishDraft(ada, "Contact details are personal data");
  });

  await test.step("a new action needs two people", async () => {
    const { id } = await agentNamed("support-bot").propose("update_customer", { customer: "cus_1001", email: "mara@example.com", phone: "+49 40 1234567", city: "Lübeck" });
    const rosa = await as("rosa");
    await rosa.goto(`/queue/${id}`);
    await rosa.getByRole("button", { name: "Approve", exact: true }).click();
    await expect(rosa.getByText("It waits for more approvals.")).toBeVisible();
    const ravi = await as("ravi");
    await ravi.goto(`/queue/${id}`);
    await ravi.getByRole("button", { name: "Approve", exact: true }).click();
    await expect(ravi.getByText(/takes effect/)).toBeVisible();
    await expect(ravi.getByText(/Approved by Rosa Reviewer and you|Approved by you and Rosa Reviewer/)).toBeVisible();
  });

  await test.step("restoring the old version loosens, so it waits; its author cannot confirm it", async () => {
    await ada.goto("/admin/policy/versions");
    const line = ada.getByRole("listitem").filter({ hasText: new RegExp(`^Version ${before}\\b`) });
    await line.getByRole("button", { name: "Restore…" }).click();
    await ada.getByRole("alertdialog").getByRole("button", { name: "Restore" }).click();
    await expect(ada.getByText("medium: it asks reviewers for 1, no longer for 2")).toBeVisible();
    await expect(ada.getByRole("button", { name: "Confirm and publish" })).toHaveAttribute("aria-disabled", "true");
    await looksRight(ada);
  });

  await test.step("a second admin confirms it, and both names stand in the history", async () => {
    const alma = await as("alma");
    await alma.goto("/admin/policy/publish");
    await alma.getByRole("button", { name: "Confirm and publish…" }).click();
    await alma.getByRole("alertdialog").getByRole("button", { name: "Confirm and publish" }).click();
    await says(alma, /^Published as version/);
    await alma.getByRole("link", { name: "Versions" }).click();
    await expect(alma.getByRole("listitem").filter({ hasText: "In force" })).toContainText("Ada Admin, confirmed by Alma Admin");
    await expectAccessible(alma);
    await alma.goto("/admin/policy?as=forms");
    await expect(approvals(alma)).toHaveValue("1");
  });
});
