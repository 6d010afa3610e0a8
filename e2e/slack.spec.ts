import type { Page } from "playwright/test";
import { agentNamed } from "@/e2e/support/agent-named";
import { rows } from "@/e2e/support/database";
import { demo } from "@/e2e/support/demo";
import { looksRight } from "@/e2e/support/looks";
import { expect, test } from "@/e2e/support/test";
import { says } from "@/e2e/support/toast";
import { undoWindowEnds } from "@/e2e/support/undo-window";

const refund = (reason: string) => ({ order: "ord_2001", customer: "cus_1001", amount: 41, currency: "USD", reason });

/** The demo's Slack, as somebody there. What comes meanwhile is seen by looking again. */
async function inSlack(page: Page, user: string, channel = "C0APPROVALS") {
  const look = () => page.goto(`${demo().slack.url}/?as=${user}&channel=${channel}`);
  await look();
  return {
    look,
    /** The message about an action: the one whose link leads to it. */
    about: (id: string) => page.getByRole("article").filter({ has: page.locator(`a[href$="/queue/${id}"]`) }),
    notes: page.getByRole("complementary").filter({ hasText: "Only visible to you" }),
  };
}

test("a reviewer links their Slack user, approves and rejects there, and the messages follow", async ({ as, browser }) => {
  // Whatever came before would be grouped with it.
  await rows("countersign", "UPDATE slack_messages SET posted_at = posted_at - interval '1 hour'");
  await rows("countersign", "UPDATE slack_links SET ended_at = now() WHERE ended_at IS NULL");
  const agent = agentNamed("support-bot");
  const first = await agent.propose("process_refund", refund(`Slack story ${Date.now()}`));
  const chat = await (await browser.newContext()).newPage();
  const slack = await inSlack(chat, "U0ROSA");

  await test.step("a click of somebody who is not linked decides nothing, and brings a code to them alone", async () => {
    await expect(async () => {
      await slack.look();
      await expect(slack.about(first.id)).toContainText("Medium · waits for a decision", { timeout: 500 });
    }).toPass({ timeout: 30_000 });
    await slack.about(first.id).getByRole("button", { name: "Approve" }).click();
    await expect(async () => {
      await slack.look();
      await expect(slack.notes.last()).toContainText("nothing was decided", { timeout: 500 });
    }).toPass({ timeout: 20_000 });
    expect((await agent.read(first.id)).state).toBe("pending");
    await inSlack(chat, "U0RAVI");
    await expect(slack.notes).toHaveCount(0);
    await slack.look();
  });

  await test.step("signed in, they type it, see whose it is, and confirm", async () => {
    const code = /code there: ([A-Z0-9]{4}-[A-Z0-9]{4})/.exec((await slack.notes.last().textContent()) ?? "")![1]!;
    const rosa = await as("rosa");
    await rosa.goto("/profile");
    await rosa.getByLabel("Code from Slack").fill("WRON-GONE");
    await rosa.getByRole("button", { name: "Look up" }).click();
    await expect(rosa.getByLabel("Code from Slack")).toHaveAttribute("aria-invalid", "true");
    await rosa.getByLabel("Code from Slack").fill(code);
    await rosa.getByRole("button", { name: "Look up" }).click();
    await expect(rosa.getByText("Is that you?")).toContainText("Rosa");
    expect(await rows("countersign", "SELECT FROM slack_links WHERE ended_at IS NULL")).toHaveLength(0);
    await rosa.getByRole("button", { name: "Yes, link this Slack user" }).click();
    await expect(rosa.getByRole("button", { name: "Unlink" })).toBeVisible();
    await looksRight(rosa);
  });

  await test.step("now the click counts, and the message says so to the end", async () => {
    await slack.about(first.id).getByRole("button", { name: "Approve" }).click();
    await undoWindowEnds(first.id);
    await agent.sees(first.id, "succeeded");
    await expect(async () => {
      await slack.look();
      await expect(slack.about(first.id)).toContainText("Medium · executed", { timeout: 500 });
    }).toPass({ timeout: 30_000 });
    await expect(slack.about(first.id)).toContainText("Rosa Reviewer approved in Slack");
    await expect(slack.about(first.id).getByRole("button")).toHaveCount(0);
  });

  await test.step("a reject asks why, and the agent is told", async () => {
    const second = await agent.propose("process_refund", refund(`Slack story, rejected ${Date.now()}`));
    await expect(async () => {
      await slack.look();
      await expect(slack.about(second.id)).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 30_000 });
    await slack.about(second.id).getByRole("button", { name: "Reject…" }).click();
    const form = chat.getByRole("dialog", { name: "Reject this action" });
    await form.getByLabel("Why? The agent is told.").fill("Not this customer");
    await form.getByRole("button", { name: "Reject" }).click();
    expect((await agent.sees(second.id, "rejected")).decision).toMatchObject({ verdict: "rejected", note: "Not this customer" });
    await expect(async () => {
      await slack.look();
      await expect(slack.about(second.id)).toContainText("Rosa Reviewer rejected in Slack: Not this customer", { timeout: 500 });
    }).toPass({ timeout: 30_000 });
  });

  await test.step("a high one can only be opened", async () => {
    const high = await agent.propose("nobody_registered_this", { what: "x" });
    await expect(async () => {
      await slack.look();
      await expect(slack.about(high.id)).toContainText("High · waits for a decision", { timeout: 500 });
    }).toPass({ timeout: 30_000 });
    await expect(slack.about(high.id).getByRole("button")).toHaveCount(0);
    await expect(slack.about(high.id).getByRole("link", { name: "Open to decide" })).toBeVisible();
  });
  await test.step("who asks for direct messages decides there as well, and the channel's copy follows", async () => {
    const rosa = await as("rosa");
    await rosa.goto("/profile");
    const form = rosa.getByRole("region", { name: "What you hear of" });
    await form.getByLabel("Waiting for me: Slack").check();
    await form.getByRole("button", { name: "Save" }).click();
    await says(rosa, "Saved");
    await rows("countersign", "UPDATE slack_messages SET posted_at = posted_at - interval '1 hour'");
    const third = await agent.propose("process_refund", refund(`Slack story, direct ${Date.now()}`));
    const line = await inSlack(chat, "U0ROSA", "D0ROSA");
    await expect(async () => {
      await line.look();
      await expect(line.about(third.id)).toContainText("Medium · waits for a decision", { timeout: 500 });
    }).toPass({ timeout: 30_000 });
    await line.about(third.id).getByRole("button", { name: "Approve" }).click();
    await undoWindowEnds(third.id);
    await agent.sees(third.id, "succeeded");
    for (const where of [line, await inSlack(chat, "U0ROSA")]) {
      await expect(async () => {
        await where.look();
        await expect(where.about(third.id)).toContainText("Medium · executed", { timeout: 500 });
      }).toPass({ timeout: 30_000 });
      await expect(where.about(third.id).getByRole("button")).toHaveCount(0);
    }
    await rosa.reload();
    await expect(form.getByLabel("Waiting for me: Slack")).toBeChecked();
    await looksRight(rosa);
    await form.getByLabel("Waiting for me: Slack").uncheck();
    await form.getByRole("button", { name: "Save" }).click();
    await says(rosa, "Saved");
  });
  await chat.context().close();
});

test("an admin sees the connection, tests it, and says which channel hears of what", async ({ as }) => {
  const admin = await as("ada");
  await admin.goto("/admin/notifications");
  await admin.getByRole("link", { name: "Channels and rules" }).click();
  await expect(admin.getByRole("heading", { name: "Slack", level: 1 })).toBeVisible();
  await expect(admin.getByRole("heading", { name: "Acme Furniture" })).toBeVisible();
  await admin.getByRole("button", { name: "Send a test message" }).click();
  await expect(admin.getByText("It arrived")).toBeVisible();
  await looksRight(admin);

  await admin.getByRole("button", { name: "Add a rule" }).click();
  const dialog = admin.getByRole("dialog");
  await dialog.getByLabel("Channel").fill("#money");
  await dialog.getByRole("button", { name: "Add rule" }).click();
  await expect(dialog.getByLabel("Channel")).toHaveAttribute("aria-invalid", "true");
  await dialog.getByLabel("Channel").fill("C0ADMINS");
  await dialog.getByLabel("When this policy rule matched").fill("refund over 500");
  await dialog.getByRole("button", { name: "Add rule" }).click();
  const row = admin.getByRole("row").filter({ hasText: "refund over 500" });
  await expect(row).toContainText("C0ADMINS");
  await row.getByRole("button", { name: "Remove" }).click();
  await admin.getByRole("alertdialog").getByRole("button", { name: "Remove rule" }).click();
  await expect(row).toHaveCount(0);
});
