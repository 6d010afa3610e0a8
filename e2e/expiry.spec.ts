import { agentNamed } from "@/e2e/support/agent-named";
import { expectAccessible } from "@/e2e/support/axe";
import { looksRight } from "@/e2e/support/looks";
import { publishDraft } from "@/e2e/support/policy";
import { expect, test } from "@/e2e/support/test";

test("what nobody decides in time expires: the agent and the reviewers are told, and it is too late to approve", async ({ as }) => {
  const admin = await as("ada");
  const rosa = await as("rosa");
  const agent = agentNamed("content-bot");
  const within = admin.locator("#tiers\\.medium\\.within");
  let usual = "";

  await test.step("a deadline that is none is refused at its field", async () => {
    await admin.goto("/admin/policy?as=forms");
    usual = await within.inputValue();
    await within.fill("soon");
    await expect(within).toHaveAttribute("aria-invalid", "true");
    await expectAccessible(admin);
    await within.fill("8s");
    await publishDraft(admin, "Expiry story");
  });

  try {
    const { id } = await agent.propose("publish_post", { channel: "blog", text: `Expiry story ${Date.now()}` });
    await test.step("it waits with a countdown, then is shown as expired, by itself", async () => {
      await rosa.goto(`/queue/${id}`);
      await agent.sees(id, "expired");
      await expect(rosa.getByRole("list", { name: "At a glance" })).toContainText("Expired", { timeout: 30_000 });
      await expect(rosa.getByRole("button", { name: "Approve" })).toHaveCount(0);
      await looksRight(rosa);
    });
  } finally {
    await admin.goto("/admin/policy?as=forms");
    await within.fill(usual);
    await publishDraft(admin, "After the expiry story");
  }
});
