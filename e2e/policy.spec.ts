import type { Page } from "playwright/test";
import { agentNamed } from "@/e2e/support/agent-named";
import { expectAccessible } from "@/e2e/support/axe";
import { looksRight } from "@/e2e/support/looks";
import { exported, kept } from "@/e2e/support/policy";
import { expect, test } from "@/e2e/support/test";
import { says } from "@/e2e/support/toast";

const editor = (page: Page) => page.getByRole("textbox", { name: "Policy as YAML" });
const faults = (page: Page) => page.getByRole("list", { name: "Faults" }).getByRole("listitem");

async function discard(page: Page): Promise<void> {
  await page.goto("/admin/policy");
  await page.getByRole("button", { name: "Discard draft" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Discard" }).click();
  await says(page, "The draft is gone");
}

test("every error of a rule is named in the editor with its line, its column and what mends it", async ({ as }) => {
  const alma = await as("alma");
  const text = await exported(alma);
  const rule = (body: string) => text.replace(/^rules:\n/m, `rules:\n  - { name: mine, ${body} }\n`);
  const line = (body: string, part: string) => rule(body).split("\n").findIndex((one) => one.includes(part)) + 1;
  const WRONG: [string, RegExp, RegExp][] = [
    ["tools: [process_refnd], tier: high", /no tool process_refnd/, /Write process_refund/],
    ["agents: [support-bt], tier: high", /no agent support-bt/, /Write support-bot/],
    ["teir: high, tier: high", /no setting teir/, /Write tier/],
    ["when: 'parms.amount > 5', tier: high", /Unknown variable: parms/, /Write params/],
    ["tools: [process_refund], when: 'params.amout > 5', tier: high", /no param amout/, /Write amount/],
    ["when: 'agent.name in lists.friends', tier: high", /no list friends/, /./],
    ["when: 'intent.aksed', tier: high", /no intent\.aksed/, /Write asked/],
    ["when: 'history.repeats > 3', tier: high", /history: true/, /Add history: true/],
    ["when: 'params.amount >', tier: high", /Unexpected|token/, /Correct the condition/],
    ["when: '1 < 2', tier: high", /always the same/, /leave `when` out/i],
    ["tier: huge", /low.*medium.*high/, /words named/],
    ["tier: high, require: { approve: [{ group: reviewrs, approvals: 1 }] }", /no group reviewrs/, /Write reviewers/],
    ["tier: high, require: { approve: [{ group: reviewers, approvals: 9 }] }", /nobody could meet/, /fewer approvals/],
  ];
  for (const [body, detail, fix] of WRONG) {
    await editor(alma).fill(rule(body));
    const fault = faults(alma).filter({ hasText: detail }).first();
    await expect(fault, body).toBeVisible();
    await expect(fault, body).toContainText(fix);
    await expect(fault.getByRole("button", { name: new RegExp(`^Line ${line(body, "name: mine")}, column \\d+$`) }), body).toBeVisible();
  }
  await editor(alma).fill(rule(WRONG[0]![0]));
  await faults(alma).getByRole("button", { name: "Write process_refund" }).click();
  await kept(alma);
  await editor(alma).fill(rule(WRONG[5]![0]));
  await faults(alma).getByRole("button", { name: /^Line/ }).click();
  await expect(editor(alma)).toBeFocused();
  await looksRight(alma);
  await discard(alma);
});

test("a policy is changed, simulated, run along, published and restored, by somebody who follows the tabs", async ({ as }) => {
  const ada = await as("ada");
  const agent = agentNamed("finance-bot");
  const refund = (amount: number) => agent.propose("process_refund", { order: "ord_2002", customer: "cus_1001", amount, currency: "USD", reason: "Policy story" });
  const before = await refund(333);

  await test.step("a rule with a test beside it; the test fails until the rule is right", async () => {
    const text = await exported(ada);
    const ruled = (amount: number) =>
      `${text.replace(/^rules:\n/m, `rules:\n  - { name: story refunds, tools: [process_refund], when: 'params.amount == ${amount}', tier: high, because: A refund as in the story }\n`)}tests:\n  - { name: the story, tool: process_refund, params: { amount: 333 }, expect: { tier: high } }\n`;
    await editor(ada).fill(ruled(332));
    await expect(faults(ada)).toContainText("The test “the story” fails: it comes out medium");
    await editor(ada).fill(ruled(333));
    await expect(ada.getByRole("list", { name: "Tests" })).toContainText("passes");
    await kept(ada);
    await ada.getByRole("radio", { name: "Forms" }).click();
    await expect(ada.getByRole("heading", { name: "Where tools belong" })).toBeVisible();
  });

  await test.step("simulated on the last days, the number leads to the action", async () => {
    await ada.getByRole("link", { name: "2 Simulate" }).click();
    await ada.getByRole("button", { name: "Last 7 days" }).click();
    await expect(ada.getByText("your draft as it is now")).toBeVisible();
    const cell = ada.getByRole("link", { name: /^\d+ from Medium to High$/ });
    await expect(cell).toBeVisible({ timeout: 60_000 });
    await looksRight(ada);
    await cell.click();
    await expect(ada.locator(`a[href="/queue/${before.id}"]`)).toBeVisible();
    await expectAccessible(ada);
  });

  await test.step("run along: a new action differs, and is treated as before", async () => {
    await ada.goto("/admin/policy/shadow");
    await ada.getByRole("button", { name: "Start the shadow" }).click();
    await expect(ada.getByText("Running along")).toBeVisible();
    const during = await refund(333);
    const cell = ada.getByRole("link", { name: "1 from Medium to High" });
    await expect(cell).toBeVisible({ timeout: 40_000 });
    expect((await agent.read(during.id)).state).toBe("pending");
    await expectAccessible(ada);
    await ada.getByRole("button", { name: "End the shadow" }).click();
    await expect(ada.getByText("The last shadow")).toBeVisible();
  });

  let version = "";
  await test.step("published with a reason, alone: it only became stricter", async () => {
    await ada.goto("/admin/policy");
    version = /\d+/.exec(await ada.getByRole("link", { name: /^Export version/ }).innerText())![0];
    await ada.getByRole("radio", { name: "YAML" }).click();
    await ada.getByRole("link", { name: "4 Publish" }).click();
    await expect(ada.getByText("Rule story refunds")).toBeVisible();
    await ada.getByLabel("Reason").fill("Refunds as in the story are looked at twice");
    await ada.getByRole("button", { name: /^Publish version/ }).click();
    await says(ada, /^Published as version/);
    const after = await refund(333);
    const rosa = await as("rosa");
    await rosa.goto(`/queue/${after.id}`);
    await expect(rosa.getByText("A refund as in the story").first()).toBeVisible();
  });

  await test.step("a later version makes it looser again only with a second admin", async () => {
    await ada.goto("/admin/policy/versions");
    await ada.getByRole("listitem").filter({ hasText: new RegExp(`^Version ${version}\\b`) }).getByRole("button", { name: "Restore…" }).click();
    await ada.getByRole("alertdialog").getByRole("button", { name: "Restore" }).click();
    await expect(ada.getByText("The rule “story refunds” is gone, or holds less than it did")).toBeVisible();
    await expect(ada.getByRole("button", { name: "Confirm and publish" })).toHaveAttribute("aria-disabled", "true");
    const alma = await as("alma");
    await alma.goto("/admin/policy/publish");
    await alma.getByRole("button", { name: "Confirm and publish…" }).click();
    await alma.getByRole("alertdialog").getByRole("button", { name: "Confirm and publish" }).click();
    await says(alma, /^Published as version/);
    await alma.goto(`/admin/policy/versions/${Number(version) + 2}?against=${version}`);
    await expect(alma.getByText("They say the same.")).toBeVisible();
  });

  await test.step("an auditor reads all of it and changes nothing", async () => {
    const otto = await as("otto");
    await otto.goto("/admin/policy");
    await expect(otto.getByRole("figure", { name: "Policy in force" })).toBeVisible();
    await expect(otto.getByRole("button", { name: /Import|Discard|Publish|Restore/ })).toHaveCount(0);
    await otto.getByRole("link", { name: "Simulations" }).click();
    await expect(otto.getByRole("heading", { name: "The last simulation" })).toBeVisible();
    await expect(otto.getByRole("button", { name: /^Last/ })).toHaveCount(0);
    await expectAccessible(otto);
  });
});
