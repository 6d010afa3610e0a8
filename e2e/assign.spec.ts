import { looksRight } from "@/e2e/support/looks";
import { queueOf, refund, row, seen } from "@/e2e/support/queue";
import { expect, test } from "@/e2e/support/test";
import { says } from "@/e2e/support/toast";

test("somebody else is asked to decide, by key or palette; it leaves one's queue, comes to theirs, and goes back", async ({ as }) => {
  const word = `Assigned${Date.now()}`;
  const { id } = await refund(word, 71);
  await refund(word, 72);
  const [rosa, ravi] = [await as("rosa"), await as("ravi")];
  await rosa.goto(queueOf(word));
  await seen(rosa, 71);

  await test.step("f and a name; whoever owns the agent, asks, or only audits is not offered", async () => {
    await rosa.keyboard.press("f");
    const dialog = rosa.getByRole("dialog", { name: "Who should decide this?" });
    await expect(dialog.getByRole("combobox")).toBeFocused();
    await expect(dialog.getByRole("option", { name: "Ravi Reviewer" })).toBeVisible();
    await expect(dialog.getByRole("option", { name: /Otto Auditor|Rosa Reviewer/ })).toHaveCount(0);
    await looksRight(rosa);
    await dialog.getByLabel("Note").fill("You know this customer");
    await dialog.getByRole("combobox").fill("nobody at all");
    await expect(dialog.getByText("Nobody who could decide this has that name.")).toBeVisible();
    await dialog.getByRole("combobox").fill("rav");
    await rosa.keyboard.press("Enter");
    await says(rosa, "Ravi Reviewer is asked to decide it, and told");
    await expect(row(rosa, 71)).toHaveCount(0);
    await seen(rosa, 72);
  });

  await test.step("they are told with the note, and the row says whom it is asked of", async () => {
    await ravi.goto("/notices");
    await expect(ravi.getByText(/Rosa Reviewer asks you to decide .*You know this customer/).first()).toBeVisible();
    await ravi.goto(queueOf(word));
    await expect(row(ravi, 71)).toContainText("asked of you");
    await expect(ravi.getByText("You are asked to decide this")).toBeVisible();
    await rosa.goto(`/queue?view=waiting&text=${word}`);
    await expect(row(rosa, 71)).toContainText("Ravi Reviewer");
    await looksRight(rosa);
  });

  await test.step("from the palette, back to everybody", async () => {
    await seen(rosa, 71);
    await rosa.keyboard.press("Control+k");
    await rosa.getByRole("combobox").fill("assign");
    await expect(rosa.getByRole("option", { name: /Assign to somebody else F/ })).toBeVisible();
    await rosa.keyboard.press("Enter");
    await rosa.getByRole("dialog", { name: "Who should decide this?" }).getByRole("option", { name: /Back to everybody/ }).click();
    await says(rosa, "It waits for everybody again");
    await rosa.goto(`/queue?view=groups&text=${word}`);
    await expect(row(rosa, 71)).not.toContainText("asked of");
  });

  await test.step("whoever may not decide is refused", async () => {
    const otto = await as("otto");
    await otto.goto(`/queue/${id}`);
    await expect(otto.getByRole("button", { name: "Assign" })).toHaveCount(0);
    expect(await otto.evaluate(async (action) => (await fetch(`/api/people/actions/${action}/assignees`)).status, id)).toBe(403);
  });
  const timeline = rosa.getByRole("region", { name: "Timeline" });
  await rosa.goto(`/queue/${id}`);
  await expect(timeline).toContainText(/Rosa Reviewer asked Ravi Reviewer to decide it/);
});

test("a gentle word on the pace: beside the work, never over it, and gone for a while once it is dismissed", async ({ as }) => {
  const word = `Pace${Date.now()}`;
  for (let amount = 11; amount < 22; amount++) await refund(word, amount);
  const page = await as("ravi");
  // The server's own judgement has its tests; here it finds the pace too fast.
  await page.route("**/api/people/pace", (route) => route.fulfill({ json: { minutes: 10, approvals: 20, rejections: 0, medianSeconds: 2, say: "You have approved 20 in 10 minutes, one every 2 seconds or so." } }));
  await page.goto(queueOf(word));
  const hurry = async (from: number, to: number) => {
    for (let amount = from; amount <= to; amount++) {
      await seen(page, amount);
      await page.keyboard.press("r");
      await page.getByRole("dialog", { name: "Reject" }).waitFor();
      await page.keyboard.press("1");
      await expect(row(page, amount)).toHaveCount(0);
    }
  };
  await hurry(11, 15);
  const notice = page.getByRole("status").filter({ hasText: "You have approved 20 in 10 minutes" });
  await expect(notice).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await looksRight(page);
  await page.keyboard.press("j"); // the work goes on
  await page.keyboard.press("k");
  await notice.getByRole("button", { name: "Dismiss" }).click();
  await expect(notice).toHaveCount(0);
  await hurry(16, 20);
  await expect(notice).toHaveCount(0);
});

test("statistics are a person's own; an admin sees sums of all and nothing of any one", async ({ as }) => {
  const [rosa, ada] = [await as("rosa"), await as("ada")];
  const { id } = await refund(`Counted${Date.now()}`, 73);
  await rosa.goto(`/queue/${id}`);
  await rosa.getByRole("button", { name: "Reject…" }).click();
  await rosa.getByRole("dialog").getByRole("button", { name: "Wrong amount" }).click();
  await expect(rosa.getByRole("list", { name: "At a glance" })).toContainText("Rejected");
  await rosa.goto("/profile");
  await rosa.getByRole("link", { name: "Your statistics" }).click();
  await expect(rosa.getByRole("heading", { level: 1, name: "Your statistics" })).toBeVisible();
  await rosa.locator("[data-chart] svg").first().waitFor();
  await looksRight(rosa);
  await rosa.getByText("As a table").click();
  await expect(rosa.getByRole("table", { name: "By day" }).getByRole("row")).not.toHaveCount(1);
  await expect(rosa.getByRole("heading", { name: "All reviewers together" })).toHaveCount(0);
  expect(await rosa.evaluate(async () => (await fetch("/api/people/statistics/team")).status)).toBe(403);
  await ada.goto("/profile/statistics?days=90");
  await expect(ada.getByRole("region", { name: "All reviewers together" })).toBeVisible();
  await expect(ada.getByRole("main")).not.toContainText("Rosa");
  await looksRight(ada);
});
