import type { Page } from "playwright/test";
import { agentNamed } from "@/e2e/support/agent-named";
import { expectAccessible } from "@/e2e/support/axe";
import { rows } from "@/e2e/support/database";
import { person } from "@/e2e/support/demo";
import { looksRight } from "@/e2e/support/looks";
import { exported, publishDraft } from "@/e2e/support/policy";
import { expect, test } from "@/e2e/support/test";
import { undoWindowEnds } from "@/e2e/support/undo-window";

const refund = (reason: string, amount: number) => ({ order: "ord_2001", customer: "cus_1001", amount, currency: "USD", reason });
const approved = (page: Page) => expect(page.getByRole("region", { name: "Your decision" })).toContainText(/Approved by you/);

test("where policy asks for it, an approval takes the password again, once in a few minutes", async ({ as }) => {
  const word = `Stepup${Date.now()}`;
  const agent = agentNamed("support-bot");
  const rosa = await as("rosa");
  const { password, email } = person("rosa");
  const forget = () => rows("countersign", "UPDATE sessions SET stepped_up_at = NULL WHERE person_id = (SELECT id FROM people WHERE email = $1)", [email]);

  await test.step("an admin asks for it by a rule; that loosens nothing", async () => {
    const ada = await as("ada");
    const text = await exported(ada);
    const rule = `rules:\n  - { name: "${word}", tools: [process_refund], when: 'params.reason.contains("${word}")', require: { step_up: password } }\n`;
    await ada.getByRole("textbox", { name: "Policy as YAML" }).fill(/^rules:\n/m.test(text) ? text.replace(/^rules:\n/m, rule) : `${text}\n${rule}`);
    await publishDraft(ada, "These take the password again");
    await forget();
  });

  const first = await agent.propose("process_refund", refund(word, 51));
  const dialog = rosa.getByRole("dialog", { name: "Your password again" });
  await test.step("the page asks for it; a wrong one decides nothing", async () => {
    await rosa.goto(`/queue/${first.id}`);
    await expect(rosa.getByRole("region", { name: "Why it is here" })).toContainText("whoever approves gives their password again");
    await rosa.getByRole("button", { name: "Approve" }).click();
    await looksRight(rosa);
    await dialog.getByLabel("Your password").fill("not-my-password");
    await dialog.getByRole("button", { name: "Approve" }).click();
    await expect(dialog.getByLabel("Your password")).toHaveAccessibleDescription(/not your password/);
    await expectAccessible(rosa);
    expect((await agent.read(first.id)).decision).toBeNull();
    await dialog.getByLabel("Your password").fill(password);
    await dialog.getByRole("button", { name: "Approve" }).click();
    await approved(rosa);
  });

  await test.step("the next one is approved without, on another page too", async () => {
    const { id } = await agent.propose("process_refund", refund(word, 52));
    await rosa.goto(`/queue/${id}`);
    await rosa.getByRole("button", { name: "Approve" }).click();
    await approved(rosa);
    await expect(rosa.getByRole("region", { name: "Timeline" })).toContainText("gave their password again");
  });

  await test.step("several together are asked for it once", async () => {
    await forget();
    const ids = [(await agent.propose("process_refund", refund(`${word} together`, 53))).id, (await agent.propose("process_refund", refund(`${word} together`, 54))).id];
    await rosa.goto(`/queue?${new URLSearchParams({ view: "waiting", text: `${word} together` })}`);
    const boxes = rosa.locator("[data-desk]").getByRole("checkbox");
    await expect(boxes).toHaveCount(2);
    for (const box of await boxes.all()) await box.check({ force: true });
    await rosa.getByRole("button", { name: "Decide together…" }).click();
    await rosa.getByRole("button", { name: /^Approve all/ }).click();
    await dialog.getByLabel("Your password").fill(password);
    await dialog.getByRole("button", { name: "Approve" }).click();
    await expect(rosa.getByRole("region", { name: "Notifications" })).toContainText("Approved 2");
    await undoWindowEnds(...ids);
    for (const id of ids) await agent.sees(id, "succeeded");
  });
});
