import { announcements } from "@/e2e/support/announcements";
import { agent, queueOf, refund, row, seen } from "@/e2e/support/queue";
import { expect, test } from "@/e2e/support/test";
import { undoWindowEnds } from "@/e2e/support/undo-window";

test("approving as a screen reader tells it: what it is, that it is done, how to undo it, and where one is then", async ({ as }) => {
  const word = `Heard${Date.now()}`;
  const [first, last] = [await refund(word, 91), await refund(word, 92)];
  const page = await as("rosa");
  const said = await announcements(page);
  await page.goto(queueOf(word));
  await seen(page, 91);

  await test.step("a row says its sentence, risk, agent, reason and whether it can be undone, and which of how many it is", async () => {
    await expect(row(page, 91)).toHaveAccessibleName(/Refund \$91\.00 .*left.*Medium risk, support-bot.*It changes data.*Compensable/);
    await expect(row(page, 91)).toHaveAttribute("aria-current", "true");
    await expect(row(page, 91).locator("..")).toHaveAttribute("aria-posinset", "1");
    await expect(row(page, 91).locator("..")).toHaveAttribute("aria-setsize", "2");
  });

  await test.step("by its button: told, undoable, and the focus is on the next row and not lost", async () => {
    const approve = page.getByRole("region", { name: "Your decision" }).getByRole("button", { name: "Approve" });
    await approve.focus();
    await page.keyboard.press("Enter");
    await expect.poll(said).toContainEqual(expect.stringMatching(/^Approved: Refund \$91\.00 .* Undo/));
    await seen(page, 92);
    await expect(row(page, 92)).toBeFocused();
    await expect(row(page, 92)).toHaveAttribute("aria-current", "true");
    await expect(row(page, 92).locator("..")).toHaveAttribute("aria-setsize", "1");
    await expect(page.getByRole("button", { name: /^Undo/ })).toBeVisible();
  });

  await test.step("by its key, the last one: told that nothing is left", async () => {
    await page.keyboard.press("a");
    await expect.poll(said).toContainEqual(expect.stringMatching(/^Approved: Refund \$92/));
    await expect(page.getByRole("status").filter({ hasText: /Nothing here matches|^Clear\./ })).toBeFocused();
  });
  await undoWindowEnds(first.id, last.id);
  await agent().sees(first.id, "succeeded");
  await agent().sees(last.id, "succeeded");
});

test("rejecting as a screen reader tells it: what is asked, a fault at its field, that it is done, and what was refused", async ({ as }) => {
  const word = `Spoken${Date.now()}`;
  const [first] = [await refund(word, 93), await refund(word, 94), await refund(word, 95)];
  const page = await as("rosa");
  const said = await announcements(page);
  await page.route("**/api/changes", (route) => route.abort());
  await page.goto(queueOf(word));
  await seen(page, 93);
  await page.keyboard.press("k"); // the focus goes to the row
  await page.keyboard.press("r");
  const dialog = page.getByRole("dialog", { name: "Reject" });
  await expect(dialog).toHaveAccessibleDescription(/Refund \$93\.00 .*One reject ends it; the agent is told the reason/);
  expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);

  await test.step("without a reason: the field is invalid and says why", async () => {
    await dialog.getByRole("button", { name: "Reject" }).click();
    const field = dialog.getByLabel("Another reason");
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveAccessibleDescription(/Say why: the agent is told/);
  });

  await test.step("with one: told, and the focus is on the next row", async () => {
    await dialog.getByRole("button", { name: "Wrong amount" }).click();
    await expect.poll(said).toContainEqual(expect.stringMatching(/^Rejected: Refund \$93/));
    await seen(page, 94);
    await expect(row(page, 94)).toBeFocused();
    expect((await agent().sees(first.id, "rejected")).decision).toMatchObject({ note: "Wrong amount" });
  });

  await test.step("Escape gives the focus back to where it was", async () => {
    await page.keyboard.press("r");
    await expect(dialog).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(row(page, 94)).toBeFocused();
  });

  await test.step("a conflict is told, and stays with its row", async () => {
    const ravi = await as("ravi");
    await ravi.goto(`/queue?view=waiting&text=${word}`);
    await ravi.getByRole("region", { name: "Your decision" }).getByRole("button", { name: "Reject…" }).click();
    await ravi.getByRole("dialog").getByRole("button", { name: "Against our policy" }).click();
    await expect(ravi.getByText(/^Rejected: Refund \$94/)).toBeVisible();
    await page.keyboard.press("a");
    await expect.poll(said).toContainEqual(expect.stringMatching(/already rejected \(by Ravi Reviewer, .*\d\d:\d\d\)/));
    await expect(row(page, 94)).toHaveAccessibleName(/Already rejected by Ravi Reviewer/);
  });
});

test("reduced motion: nothing moves by itself, and times are told in the reader's own zone, UTC beside it", async ({ browser, as }) => {
  const word = `Still${Date.now()}`;
  const { id } = await refund(word, 96);
  const page = await as("rosa");
  await page.goto(queueOf(word));
  await seen(page, 96);
  await page.keyboard.press("h");
  await expect(page.getByRole("dialog", { name: "Snooze" })).toBeVisible();
  const moving = await page.evaluate(() => document.getAnimations().filter(({ effect }) => Number(effect?.getComputedTiming().duration ?? 0) > 10).length);
  expect(moving).toBe(0);

  for (const timezoneId of ["America/Los_Angeles", "Asia/Kolkata"]) {
    const context = await browser.newContext({ timezoneId, storageState: await page.context().storageState() });
    const there = await context.newPage();
    await there.goto(`/queue/${id}`);
    const moment = there.getByRole("region", { name: "Timeline" }).locator("time").first();
    const at = new Date((await moment.getAttribute("datetime"))!);
    const local = new Intl.DateTimeFormat("en-GB", { timeZone: timezoneId, hour: "2-digit", minute: "2-digit" }).format(at);
    await expect(moment).toContainText(local);
    await expect(moment).toHaveAttribute("title", `${at.toISOString().slice(0, 19).replace("T", " ")} UTC`);
    await context.close();
  }
});

test("the queue as a screen reader has it: approving and rejecting by role and name", async ({ as }) => {
  const word = `Spoken${Date.now()}`;
  const first = await refund(word, 91);
  const second = await refund(word, 92);
  const page = await as("rosa");
  await page.goto(queueOf(word));
  await seen(page, 91);
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - heading "Queue" [level=1]
    - list "For you":
      - listitem:
        - checkbox /Select Refund \\$91/
        - link /Refund \\$91.00 .* Medium risk, support-bot/
      - listitem:
        - checkbox /Select Refund \\$92/
        - link /Refund \\$92.00/
    - article /Refund \\$91/:
      - heading /Refund \\$91/ [level=2]
      - list "At a glance"
      - region "Your decision":
        - button "Reject…"
        - button "Approve"
  `);
  const bar = page.getByRole("region", { name: "Your decision" });
  await bar.getByRole("button", { name: "Approve" }).click();
  await expect(page.getByRole("region", { name: "Notifications" })).toContainText(/Approved: Refund \$91/);
  await expect(page.getByRole("button", { name: /Undo/ })).toBeVisible();
  await seen(page, 92);
  await bar.getByRole("button", { name: "Reject…" }).click();
  await page.getByRole("dialog", { name: "Reject" }).getByRole("button", { name: "Needs more context" }).click();
  await expect(page.getByRole("region", { name: "Notifications" })).toContainText(/Rejected: Refund \$92/);
  await agent().sees(second.id, "rejected");
  await undoWindowEnds(first.id);
  await agent().sees(first.id, "succeeded");
  await expect(page.getByText(/^Clear\.|Nothing here matches/)).toBeVisible();
});
