import fs from "node:fs/promises";
import type { Page } from "playwright/test";
import { agentNamed } from "@/e2e/support/agent-named";
import { rows } from "@/e2e/support/database";
import { person } from "@/e2e/support/demo";
import { looksRight } from "@/e2e/support/looks";
import { expect, test } from "@/e2e/support/test";

async function download(page: Page, button: string): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: button, exact: true }).click()]);
  return fs.readFile(await file.path(), "utf8");
}

const count = async (type: string): Promise<number> => Number((await rows<{ n: string }>("countersign", "SELECT count(*) AS n FROM audit_events WHERE type = $1", [type]))[0]!.n);

test("an auditor filters the evidence and takes it out; looking and exporting leave evidence, and nothing can be decided", async ({ as }) => {
  const { id } = await agentNamed("finance-bot").propose("process_refund", { order: "ord_2004", customer: "cus_1002", amount: 46, currency: "USD", reason: "Audit story" });
  const otto = await as("otto");

  await test.step("one action's events, with their hashes recomputed", async () => {
    const read = await count("audit.read");
    await otto.goto(`/audit?action=${id}`);
    await expect(otto.getByRole("table", { name: "Audit events, the newest first" }).getByRole("row")).toHaveCount(2);
    await expect(otto.getByText("1 shown, hashes recomputed")).toBeVisible();
    await otto.locator("summary", { hasText: "action.submitted" }).click();
    await expect(otto.getByText("SHA-256")).toBeVisible();
    await looksRight(otto);
    expect(await count("audit.read")).toBeGreaterThan(read);
  });

  await test.step("the whole trail", async () => {
    await otto.getByRole("link", { name: "Clear" }).click();
    await expect(otto).toHaveURL(/\/audit$/);
    await expect(otto.getByRole("table").getByRole("row").nth(2)).toBeVisible();
    await looksRight(otto);
  });

  await test.step("a filter that nothing fits says so", async () => {
    await otto.getByLabel("Who").fill("nobody of that name");
    await otto.getByRole("button", { name: "Filter" }).click();
    await expect(otto.getByText("No event fits these filters")).toBeVisible();
    await looksRight(otto);
  });

  await test.step("exports carry what the filter shows, and are events themselves", async () => {
    const exported = await count("audit.exported");
    await otto.goto(`/audit?action=${id}`);
    const lines = (await download(otto, "NDJSON")).trim().split("\n").map((line) => JSON.parse(line) as { event: { type: string }; hash: string });
    expect(lines.map(({ event }) => event.type)).toEqual(["action.submitted"]);
    const csv = (await download(otto, "CSV")).trim().split("\r\n");
    expect(csv).toHaveLength(2);
    expect(csv[1]).toContain(lines[0]!.hash);
    expect(await count("audit.exported")).toBe(exported + 2);
  });

  await test.step("an auditor decides nothing, and is told why", async () => {
    await otto.goto(`/queue/${id}`);
    const approve = otto.getByRole("region", { name: "Your decision" }).getByRole("button", { name: "Approve" });
    await expect(approve).toHaveAttribute("aria-disabled", "true");
    await expect(approve).toHaveAccessibleDescription("Auditors read; reviewers and admins decide.");
    await looksRight(otto);
  });

  await test.step("a reviewer reads here, and takes nothing out", async () => {
    const rosa = await as("rosa");
    await rosa.goto(`/audit?actor=${person("otto").email}`);
    await expect(rosa.getByRole("table").getByText("audit.exported").first()).toBeVisible();
    await expect(rosa.getByRole("button", { name: "CSV" })).toHaveAttribute("aria-disabled", "true");
  });
});
