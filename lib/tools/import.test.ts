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
  ["vendor_suite_search_posts", "", "read"],
  ["order_status", "Status of an order", "read"],
  ["order_status_update", "", "write"],
  ["check_availability", "Whether a room is free", "read"],
  ["check_out_book", "", "write"],
  ["log_call", "", "write"],
  ["vcs_log", "Shows the commits of a branch", "read"],
  ["open_ticket", "Opens a ticket", "write"],
  ["open_file", "Reads a file", "read"],
  ["query", "Runs a read-only SQL query", "read"],
  ["query_shop", "", "write"],
] as const)("%s (%s) is proposed as %s", (name, description, access) => {
  expect(propose({ name, description }).access).toBe(access);
});

test.each([
  ["get_unread", "Returns what is unread. Messages are marked as read after this call."],
  ["get_report", "Builds the report. Pages are saved to disk."],
  ["find_faults", "Lists faults; you must implement the suggested fixes."],
  ["get_context", "Lists the contexts, or set the current one."],
  ["query", "Executes arbitrary SQL."],
  ["get_rows", "Runs a SQL statement and returns its rows."],
  ["get_lease", "Acquires a lease on the resource."],
  ["list_for_sale", "This tool puts an item up for sale."],
  ["find_faults", "Lists faults.\n\nNotes for the agent: you must implement appropriate fixes."],
])("a read that changes something on the way is no read: %s", (name, description) => {
  expect(propose({ name, description }).access).toBe("write");
});

test("a read that can be told to change something is no read", () => {
  const schema = (...of: string[]) => ({ type: "object", properties: { operation: { type: "string", enum: of }, sort: { type: "string", enum: ["created", "updated"] } } });
  expect(propose({ name: "view_contexts", inputSchema: schema("list", "set_current") })).toMatchObject({ access: "write", because: "It can be told to “set_current”" });
  expect(propose({ name: "view_contexts", inputSchema: schema("list", "get") }).access).toBe("read");
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
