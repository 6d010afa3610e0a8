import { expect, test } from "vitest";
import { propose } from "./import";

test.each([
  ["list_invoices", "", "read"],
  ["getCustomer", "", "read"],
  ["list_starred_repositories", "", "read"],
  ["draft_reply", "", "draft"],
  ["send_email", "", "write"],
  ["createOrder", "", "write"],
  ["acknowledge_alert_status", "", "write"],
  ["delete_account", "", "destructive"],
  ["find_and_replace", "", "write"],
  ["update_page", "Overwrites the page; this cannot be undone.", "destructive"],
  ["audit_report", "Get the findings of the last audit.", "write"],
] as const)("%s (%s) is proposed as %s", (name, description, access) => {
  expect(propose({ name, description }).access).toBe(access);
});

test.each([
  ["get_unread", "Returns what is unread. Messages are marked as read after this call."],
  ["get_report", "Builds the report. Pages are saved to disk."],
  ["find_faults", "Lists faults; you must implement the suggested fixes."],
  ["get_context", "Lists the contexts, or set the current one."],
  ["query", "Executes arbitrary SQL."],
])("a read that changes something on the way is no read: %s", (name, description) => {
  expect(propose({ name, description }).access).toBe("write");
});

test("what was changed before does not make a read a write", () => {
  expect(propose({ name: "list_messages", description: "Lists messages that are marked as urgent." }).access).toBe("read");
});

test("a vendor's hint may raise what is proposed, never lower it", () => {
  expect(propose({ name: "get_page", annotations: { readOnlyHint: false } }).access).toBe("write");
  expect(propose({ name: "get_page", annotations: { readOnlyHint: false, destructiveHint: true } }).access).toBe("destructive");
  expect(propose({ name: "delete_page", annotations: { readOnlyHint: true, destructiveHint: false } }).access).toBe("destructive");
});

test("fields become destinations, sensitive fields, data classes and a summary", () => {
  const inputSchema = {
    type: "object",
    required: ["recipients", "amount"],
    properties: { note: { type: "string" }, amount: { type: "number" }, recipients: { type: "array", items: { type: "string" } }, login: { type: "object", properties: { password: { type: "string" } } } },
  };
  expect(propose({ name: "send_money", inputSchema })).toMatchObject({
    destinations: ["/recipients"],
    sensitive: ["/login/password"],
    dataClasses: expect.arrayContaining(["contact", "payment", "credential"]),
    summary: "Send money: {recipients}, {amount}",
  });
});
