import { looksRight } from "@/e2e/support/looks";
import { expect, test } from "@/e2e/support/test";

const LIST = {
  jsonrpc: "2.0",
  id: 1,
  result: {
    tools: [
      { name: "story_list_invoices", description: "Lists invoices of a customer", inputSchema: { type: "object", properties: { customer: { type: "string" } }, required: ["customer"] }, annotations: { readOnlyHint: true } },
      { name: "story_send_invoice", description: "Sends an invoice by mail", inputSchema: { type: "object", properties: { recipient: { type: "string" }, amount: { type: "number" } }, required: ["recipient", "amount"] } },
      { name: "story_delete_invoice", description: "Deletes an invoice", inputSchema: { type: "object", properties: { id: { type: "string" } }, required: ["id"] }, annotations: { readOnlyHint: true, destructiveHint: false } },
    ],
  },
};

test("an admin imports an MCP server's list: what is proposed says why, is corrected, and is registered", async ({ as }) => {
  const ada = await as("ada");
  await ada.goto("/admin/tools");
  await ada.getByRole("link", { name: "Import a list" }).click();

  await test.step("what is no list is refused in words", async () => {
    await ada.getByLabel("Tools as JSON").fill("{ nothing");
    await ada.getByRole("button", { name: "Propose" }).click();
    await expect(ada.getByRole("main").getByRole("alert")).toContainText("This is not JSON");
  });

  await test.step("each tool is proposed with where that comes from; a vendor's hint lowers nothing", async () => {
    await ada.getByLabel("Tools as JSON").fill(JSON.stringify(LIST));
    await ada.getByRole("button", { name: "Propose" }).click();
    await expect(ada.getByLabel("Access of story_list_invoices")).toHaveValue("read");
    await expect(ada.getByLabel("Access of story_send_invoice")).toHaveValue("write");
    await expect(ada.getByLabel("Access of story_delete_invoice")).toHaveValue("destructive");
    await expect(ada.getByRole("list", { name: "Proposals" })).toContainText("Its name says “delete”. Its vendor says: read-only, not destructive.");
    await looksRight(ada);
  });

  await test.step("one is corrected wrongly and refused, the others are registered; then it is right", async () => {
    await ada.getByLabel("Access of story_list_invoices").selectOption("write");
    await ada.getByLabel("Sentence of story_send_invoice").fill("Invoice to {nobody}");
    await ada.getByRole("button", { name: "Register 3 tools" }).click();
    await expect(ada.getByText("2 tools are registered")).toBeVisible();
    await expect(ada.getByText("{nobody} is not among the params that the schema describes")).toBeVisible();
    await ada.getByLabel("Sentence of story_send_invoice").fill("Invoice over {amount} to {recipient}");
    await ada.getByRole("button", { name: "Register 1 tool" }).click();
    await expect(ada.getByText("1 tool is registered")).toBeVisible();
    await ada.goto("/admin/tools");
    await expect(ada.getByRole("row").filter({ hasText: "story_delete_invoice" })).toContainText("High");
    await expect(ada.getByRole("row").filter({ hasText: "story_list_invoices" })).toContainText("Medium");
  });
});
