import { expectAccessible } from "@/e2e/support/axe";
import { agent, queueOf, refund, row, seen } from "@/e2e/support/queue";
import { expect, test } from "@/e2e/support/test";
import { undoWindowEnds } from "@/e2e/support/undo-window";

test("who decides second gets the row back, with who was first and when", async ({ as }) => {
  const word = `Second${Date.now()}`;
  await refund(word, 62);
  await refund(word, 63);
  const [rosa, ravi] = [await as("rosa"), await as("ravi")];
  await rosa.route("**/api/changes", (route) => route.abort());
  await rosa.goto(queueOf(word));
  await seen(rosa, 62);
  await ravi.goto(queueOf(word));
  await seen(ravi, 62);
  await ravi.keyboard.press("r");
  await ravi.getByRole("dialog").getByRole("button", { name: "Wrong amount" }).click();
  await expect(ravi.getByText(/^Rejected: Refund \$62/)).toBeVisible();
  await rosa.keyboard.press("a");
  await expect(row(rosa, 62)).toContainText(/Already rejected by Ravi Reviewer, \d\d:\d\d/);
  await expectAccessible(rosa);
});

test("two reviewers see who looks, one takes over, an edit voids the vote before, and the timeline tells the same", async ({ as }) => {
  const word = `Together${Date.now()}`;
  const { id } = await refund(word, 70);
  const [rosa, ravi] = [await as("rosa"), await as("ravi")];
  await ravi.goto(`/queue?view=waiting&text=${word}`);
  await seen(ravi, 70);
  await ravi.keyboard.press("Enter");
  await rosa.goto(`/queue?view=waiting&text=${word}`);
  await expect(row(rosa, 70)).toContainText("Ravi Reviewer");
  await expect(rosa.getByRole("status").filter({ hasText: "Ravi Reviewer looks at this" })).toBeVisible();
  await rosa.keyboard.press("t");
  await expect(rosa.getByText("Taken over from Ravi Reviewer, who is told")).toBeVisible();
  await expect(ravi.getByRole("status").filter({ hasText: "Rosa Reviewer looks at this" })).toBeVisible();

  await seen(rosa, 70);
  await rosa.keyboard.press("e");
  const dialog = rosa.getByRole("dialog", { name: "Edit what would run" });
  await dialog.getByLabel("amount").fill("much");
  await dialog.getByRole("button", { name: "Save edit" }).click();
  await expect(dialog.getByLabel("amount")).toHaveAccessibleDescription(/Give a number/);
  await dialog.getByLabel("amount").fill("35");
  await expect(dialog.getByRole("table", { name: /differs/ })).toContainText("35");
  await expectAccessible(rosa);
  await dialog.getByRole("button", { name: "Save edit" }).click();
  await expect(rosa.getByText(/Saved as a new revision/)).toBeVisible();

  await seen(ravi, 35);
  await ravi.keyboard.press("a");
  await undoWindowEnds(id);
  const done = await agent().sees(id, "succeeded");
  expect(done.decision).toMatchObject({ verdict: "approved", by: "Ravi Reviewer" });
  await rosa.goto(`/queue/${id}`);
  const timeline = rosa.getByRole("region", { name: "Timeline" });
  for (const told of [/Ravi Reviewer took it/, /Rosa Reviewer took it over|Rosa Reviewer has taken/, /Rosa Reviewer .*(edited|changed|revised)/, /Ravi Reviewer approved/]) {
    await expect(timeline).toContainText(told);
  }
});
