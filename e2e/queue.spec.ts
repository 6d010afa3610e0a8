import { agentNamed } from "@/e2e/support/agent-named";
import { expectAccessible } from "@/e2e/support/axe";
import { looksRight } from "@/e2e/support/looks";
import { agent, beside, queueOf, refund, row, seen } from "@/e2e/support/queue";
import { expect, test } from "@/e2e/support/test";
import { undoWindowEnds } from "@/e2e/support/undo-window";

test("a morning's work by keyboard alone: move, approve, take it back, reject, put off", async ({ as }) => {
  const word = `Keys${Date.now()}`;
  const ids: string[] = [];
  for (const amount of [51, 52, 53, 54]) ids.push((await refund(word, amount)).id);
  const page = await as("rosa");
  await page.goto(queueOf(word));
  await seen(page, 51);
  await expectAccessible(page);

  await test.step("j and k move, and the focus goes with them", async () => {
    await page.keyboard.press("j");
    await expect(row(page, 52)).toBeFocused();
    await expect(row(page, 52)).toHaveAttribute("aria-current", "true");
    await page.keyboard.press("k");
    await expect(row(page, 51)).toBeFocused();
  });

  await test.step("Enter opens it in full, u leads back, and the address says which", async () => {
    await seen(page, 51);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: /Refund \$51/ })).toBeFocused();
    await expect(page).toHaveURL(new RegExp(`action=${ids[0]}`));
    await expect(row(page, 51)).toBeHidden();
    await page.keyboard.press("u");
    await expect(row(page, 51)).toBeFocused();
  });

  await test.step("a key that is held down decides once", async () => {
    await seen(page, 51);
    await page.keyboard.down("a");
    await expect(row(page, 51)).toHaveCount(0);
    await seen(page, 52);
    await page.keyboard.down("a"); // a repetition, to the page
    await page.keyboard.up("a");
    await expect(page.getByText(/^Approved: Refund \$51/)).toBeVisible();
    expect((await agent().read(ids[0]!)).state).toBe("pending"); // the server holds it
    await expect(row(page, 52)).toBeVisible();
  });

  await test.step("z takes it back before it has an effect, and the row is there again", async () => {
    await page.keyboard.press("z");
    await expect(row(page, 51)).toBeVisible();
    await expect(page.getByText("Your approval was taken back")).toBeVisible();
    expect(await agent().read(ids[0]!)).toMatchObject({ state: "pending", decision: null });
  });

  await test.step("r and a digit reject with a reason that the agent is told", async () => {
    await seen(page, 51);
    await page.keyboard.press("r");
    await expect(page.getByRole("dialog", { name: "Reject" })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("j"); // dead in a dialog
    await page.keyboard.press("2");
    await expect(row(page, 51)).toHaveCount(0);
    expect((await agent().sees(ids[0]!, "rejected")).decision).toMatchObject({ by: "Rosa Reviewer", note: "Wrong recipient" });
  });

  await test.step("h and a digit put it off for oneself", async () => {
    await seen(page, 52);
    await page.keyboard.press("h");
    await expect(page.getByRole("dialog", { name: "Snooze" })).toBeVisible();
    await page.keyboard.press("1");
    await expect(page.getByText(/^Snoozed until/)).toBeVisible();
    await expect(row(page, 52)).toHaveCount(0);
    await page.goto(`/queue?view=snoozed&text=${word}`);
    await expect(row(page, 52)).toBeVisible();
  });

  await test.step("letters are letters in a field", async () => {
    await page.goto(queueOf(word));
    await seen(page, 53);
    await page.keyboard.press("/");
    await expect(page.getByRole("searchbox", { name: "Words in the sentence" })).toBeFocused();
    await page.keyboard.type("arajz");
    await expect(page.getByRole("searchbox", { name: "Words in the sentence" })).toHaveValue(/arajz/);
    await page.keyboard.press("Escape");
    await expect(row(page, 53)).toBeVisible();
  });
});

test("no approval before the payload has been on the screen", async ({ as }) => {
  const word = `Unseen${Date.now()}`;
  const { id } = await refund(word, 61);
  const page = await as("rosa");
  await page.setViewportSize({ width: 1280, height: 330 });
  await page.goto(queueOf(word));
  await expect(beside(page, 61)).toBeVisible();
  // Before the page listens, a key is lost.
  await expect(async () => {
    await page.keyboard.press("a");
    await expect(page.getByText("Look at what would run first")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  expect((await agent().read(id)).decision).toBeNull();
  await expect(row(page, 61)).toBeVisible();
  await seen(page, 61);
  await page.keyboard.press("a");
  await expect(page.getByText(/^Approved: Refund \$61/)).toBeVisible();
});

test("a key that comes before the next action stands there decides nothing", async ({ as }) => {
  const word = `Hasty${Date.now()}`;
  const ids: string[] = [];
  for (const amount of [64, 65]) ids.push((await refund(word, amount)).id);
  const page = await as("rosa");
  await page.goto(queueOf(word));
  await seen(page, 64);
  await page.evaluate(() => {
    for (const key of ["j", "a", "r"]) document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  });
  await expect(page.getByText("Look at what would run first")).toBeVisible();
  await seen(page, 65);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  for (const id of ids) expect(await agent().read(id)).toMatchObject({ state: "pending", decision: null });
  await page.keyboard.press("a");
  await undoWindowEnds(ids[1]!);
  await agent().sees(ids[1]!, "succeeded");
  await expect(row(page, 64)).toBeVisible();
});

test("a dialog that could not be fetched is told, and the next press tries again", async ({ as }) => {
  const word = `Fetched${Date.now()}`;
  await refund(word, 66);
  const page = await as("rosa");
  // Nothing is fetched ahead, and then nothing arrives.
  await page.addInitScript(() => Object.assign(window, { requestIdleCallback: () => 0 }));
  await page.goto(queueOf(word));
  await seen(page, 66);
  await row(page, 66).focus();
  await page.route("**/_next/static/chunks/**", (route) => route.abort());
  await page.keyboard.press("r");
  await expect(page.getByText("This could not be loaded")).toBeVisible();
  await page.unroute("**/_next/static/chunks/**");
  await page.keyboard.press("r");
  await expect(page.getByRole("dialog", { name: "Reject" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(row(page, 66)).toBeFocused();
});

test("what is high and cannot be undone takes a fact, not a yes", async ({ as }) => {
  const finance = agentNamed("finance-bot");
  const { id } = await finance.propose("purge_orders", { before: "2022-03-04" });
  const page = await as("rosa");
  await page.goto(`/queue/${id}`);
  await page.getByRole("button", { name: "Approve" }).click();
  const dialog = page.getByRole("dialog", { name: "This cannot be undone" });
  await expectAccessible(page);
  const field = dialog.getByLabel(/^To approve, type/);
  await field.fill("yes");
  await dialog.getByRole("button", { name: "Approve" }).click();
  await expect(field).toHaveAccessibleDescription(/Look at the payload again/);
  expect((await finance.read(id)).decision).toBeNull();
  await field.fill("purge_orders");
  await dialog.getByRole("button", { name: "Approve" }).click();
  await expect(page.getByRole("list", { name: "At a glance" })).not.toContainText("Waiting");
});

test("several alike are decided together after a look at where they differ; what is high is not", async ({ as }) => {
  const word = `Together${Date.now()}`;
  const ids: string[] = [];
  for (const amount of [81, 82, 83]) ids.push((await refund(word, amount)).id);
  const high = await agentNamed("finance-bot").propose("purge_orders", { before: "2022-05-06" });
  const page = await as("rosa");

  await page.goto("/queue?view=waiting&tool=purge_orders");
  await page.locator("[data-desk]").getByRole("checkbox").first().check({ force: true });
  await expect(page.getByText("High ones are decided alone: leave them out.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Decide together…" })).toBeDisabled();

  await page.goto(queueOf(word));
  await seen(page, 81);
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Shift+X");
  await expect(page.getByText("3 selected")).toBeVisible();
  await page.getByRole("button", { name: "Decide together…" }).click();
  const dialog = page.getByRole("dialog", { name: "Decide 3 together" });
  await expect(dialog.getByRole("columnheader", { name: "amount" })).toBeVisible();
  await expect(dialog.getByRole("columnheader", { name: "customer" })).toHaveCount(0);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Approve all 3" }).click();
  await expect(page.getByText("Approved 3")).toBeVisible();
  await undoWindowEnds(...ids);
  for (const id of ids) await agent().sees(id, "succeeded");
  expect((await agentNamed("finance-bot").read(high.id)).state).toBe("pending");
});

test("an auditor walks the queue by keyboard, and its keys neither choose nor serve", async ({ as }) => {
  const word = `Audited${Date.now()}`;
  await refund(word, 71);
  await refund(word, 72);
  const page = await as("otto");
  await page.goto(queueOf(word).replace("mine", "waiting"));
  await expect(row(page, 71)).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("n");
  await page.keyboard.press("x");
  await page.keyboard.press("Shift+X");
  await page.keyboard.press("j");
  await expect(row(page, 72)).toBeFocused();
  await expect(page.getByText(/selected$/)).toHaveCount(0);
  await expect(page.locator("[data-desk]").getByRole("checkbox")).toHaveCount(0);
  await expect(page.getByText("Nothing is left for you here.")).toHaveCount(0);
});

test("the palette finds what to do and teaches its key; single keys can be switched off", async ({ as }) => {
  const word = `Palette${Date.now()}`;
  await refund(word, 81);
  await refund(word, 82);
  const page = await as("ravi");
  await page.goto(queueOf(word));
  await seen(page, 81);
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Find what to do" });
  await palette.getByRole("combobox").fill("next action");
  await expect(palette.getByRole("option", { name: /Next action J/ })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(row(page, 82)).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toContainText("Reject, with a reason");
  await expectAccessible(page);
  await page.keyboard.press("Escape");

  await page.keyboard.press("g");
  await page.keyboard.press("h");
  await expect(page).toHaveURL(/\/history/);
  await page.goto("/profile");
  await page.getByLabel("Single keys").uncheck();
  await page.goto(queueOf(word));
  await seen(page, 81);
  await page.keyboard.press("j");
  await page.keyboard.press("r");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(row(page, 81)).toHaveAttribute("aria-current", "true");
});

test("on a phone a row opens its action, and a thumb decides", async ({ as }) => {
  const word = `Thumb${Date.now()}`;
  const { id } = await refund(word, 95);
  const page = await as("ravi");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(queueOf(word));
  await expect(beside(page, 95)).toBeHidden();
  await looksRight(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await row(page, 95).click();
  await expect(beside(page, 95)).toBeVisible();
  await looksRight(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await seen(page, 95);
  await page.getByRole("button", { name: "Approve" }).click();
  await undoWindowEnds(id);
  await agent().sees(id, "succeeded");
});
