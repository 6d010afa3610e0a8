import type { Page } from "playwright/test";
import { agentNamed } from "@/e2e/support/agent-named";
import { looksRight } from "@/e2e/support/looks";
import { expect, test } from "@/e2e/support/test";
import { says } from "@/e2e/support/toast";

const approvals = (page: Page) => page.locator("#tiers\\.medium\\.approve\\.0\\.approvals");
const publish = (page: Page) => page.getByRole("button", { name: /^Publish version \d+$/ });

test("a tier asks for two approvals from the next action on, and a stale form publishes nothing", async ({ as }) => {
  const admin = await as("ada");
  const stale = await as("ada");
  let before = "";

  await test.step("without a reason nothing is published", async () => {
    await admin.goto("/admin/tiers");
    before = await admin.getByText(/^Version \d+ In force$/).innerText();
    await looksRight(admin);
    await stale.goto("/admin/tiers");
    await approvals(admin).fill("2");
    await publish(admin).click();
    await expect(admin.getByLabel("Reason", { exact: true }).last()).toHaveAttribute("aria-invalid", "true");
    await looksRight(admin);
  });

  await test.step("with one, the next version is in force", async () => {
    await admin.locator("#reason").fill("Contact details are personal data");
    await publish(admin).click();
    await says(admin, /^Published as version \d+$/);
    await expect(admin.getByText("Contact details are personal data")).toBeVisible();
  });

  await test.step("who had the old version before them is refused", async () => {
    await approvals(stale).fill("3");
    await stale.locator("#reason").fill("Three are better than two");
    await publish(stale).click();
    await expect(stale.getByRole("alert").filter({ hasText: /version|changed|meanwhile/i })).toBeVisible();
    await looksRight(stale);
  });

  await test.step("a new action needs two people", async () => {
    const { id } = await agentNamed("support-bot").propose("update_customer", { customer: "cus_1001", email: "mara@example.com", phone: "+49 40 1234567", city: "Lübeck" });
    const rosa = await as("rosa");
    await rosa.goto(`/queue/${id}`);
    await rosa.getByRole("button", { name: "Approve", exact: true }).click();
    await expect(rosa.getByText("It waits for more approvals.")).toBeVisible();
    await looksRight(rosa);
    const ravi = await as("ravi");
    await ravi.goto(`/queue/${id}`);
    await ravi.getByRole("button", { name: "Approve", exact: true }).click();
    await expect(ravi.getByText(/takes effect/)).toBeVisible();
    await expect(ravi.getByText(/Approved by Rosa Reviewer and you|Approved by you and Rosa Reviewer/)).toBeVisible();
  });

  await test.step("an old version comes back as a new one", async () => {
    const number = /\d+/.exec(before)![0];
    await admin.goto("/admin/tiers");
    const line = admin.getByRole("listitem").filter({ hasText: new RegExp(`^Version ${number}\\b`) });
    await line.getByRole("button", { name: "Restore" }).click();
    await admin.getByRole("alertdialog").getByRole("button", { name: /^Publish as version/ }).click();
    await says(admin, `Version ${number} is in force again`);
    await expect(approvals(admin)).toHaveValue("1");
  });
});
