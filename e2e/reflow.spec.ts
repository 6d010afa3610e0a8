import { agent, queueOf, refund, row } from "@/e2e/support/queue";
import { reflows } from "@/e2e/support/reflow";
import { expect, test } from "@/e2e/support/test";
import { undoWindowEnds } from "@/e2e/support/undo-window";

// A window of 1280 by 1024 px at 400% and of 1280 by 800 px at 200%, as the browser lays it out.
const ZOOMS = [
  { zoom: "400%", size: { width: 320, height: 256 } },
  { zoom: "200%", size: { width: 640, height: 400 } },
];

for (const { zoom, size } of ZOOMS) {
  test(`at ${zoom} everything is there without scrolling sideways: queue, action, decision, history, profile`, async ({ as }) => {
    const word = `Zoom${zoom.slice(0, 3)}${Date.now()}`;
    const [first, second] = [await refund(word, 61), await refund(word, 62)];
    const page = await as("ravi");
    await page.setViewportSize(size);

    await test.step("the queue, its filters and its other views", async () => {
      await page.goto(queueOf(word));
      await expect(row(page, 61)).toBeVisible();
      await reflows(page);
      await page.getByRole("button", { name: "More", exact: true }).first().click();
      await reflows(page);
      await page.keyboard.press("Escape");
    });

    await test.step("an action, edited with its difference in view, then approved", async () => {
      await row(page, 61).click();
      await expect(page.getByRole("heading", { level: 1, name: /Refund \$61/ })).toBeVisible();
      await reflows(page);
      await page.getByRole("button", { name: "Edit" }).click();
      const dialog = page.getByRole("dialog", { name: "Edit what would run" });
      await dialog.getByLabel("amount").fill("35");
      await expect(dialog.getByRole("table", { name: /differs/ })).toContainText("35");
      await reflows(page);
      await page.keyboard.press("Escape");
      await expect(dialog).toBeHidden();
      const approve = page.getByRole("region", { name: "Your decision" }).getByRole("button", { name: "Approve" });
      if ((await approve.getAttribute("aria-disabled")) === "true") await approve.press("Enter"); // the first press leads to the payload
      await expect(approve).not.toHaveAttribute("aria-disabled");
      await approve.click();
      await expect(page.getByText(/^Approved: Refund \$61/)).toBeVisible();
      await undoWindowEnds(first.id);
      await agent().sees(first.id, "succeeded");
    });

    await test.step("a rejection, all reasons within reach", async () => {
      await page.goto(`/queue/${second.id}`);
      await reflows(page);
      await page.getByRole("region", { name: "Your decision" }).getByRole("button", { name: "Reject…" }).click();
      const dialog = page.getByRole("dialog", { name: "Reject" });
      await reflows(page);
      await dialog.getByLabel("Another reason").fill("Too small to read");
      await dialog.getByRole("button", { name: "Reject" }).click();
      await agent().sees(second.id, "rejected");
    });

    await test.step("the history with its filters, the profile, the statistics", async () => {
      await page.goto(`/history?text=${word}&state=rejected`);
      await expect(page.getByRole("list", { name: "Actions" }).getByRole("listitem")).toHaveCount(1);
      await reflows(page);
      await page.goto("/profile");
      await page.getByRole("button", { name: "Name somebody" }).click();
      await reflows(page);
      await page.keyboard.press("Escape");
      await page.goto("/profile/statistics");
      await expect(page.getByRole("heading", { level: 1, name: "Your statistics" })).toBeVisible();
      await reflows(page);
    });
  });
}
