// Prints the mails that the product writes, as JSON: what one action, a digest of all topics and a test look like.
import { randomBytes } from "node:crypto";
import type { Item } from "@/lib/deliveries/email/items";
import { mailOf } from "@/lib/deliveries/email/mail";
import { wordsOf } from "@/lib/deliveries/email/words";

process.env.DATABASE_URL ??= "postgresql://nobody@127.0.0.1/none"; // read by the configuration, never opened
process.env.PUBLIC_URL ??= "https://countersign.example";
process.env.AUTH_SECRET ??= randomBytes(32).toString("base64url");
process.env.ENCRYPTION_KEYS ??= `1:${randomBytes(32).toString("base64")}`;

const item = (n: number, change: Partial<Item>): Item => ({
  deliveryId: `d${n}`,
  actionId: `01900000-0000-7000-8000-${String(n).padStart(12, "0")}`,
  eventType: "action.submitted",
  topic: "pending",
  summary: "Refund $900.00 to cus_1003",
  tier: "medium",
  agentName: "support-bot",
  state: "pending",
  deadlineAt: new Date("2026-11-21T12:34:00Z"),
  by: null,
  ...change,
});
const LONG = "Send “About your delivery of two oak tables and eight chairs, which the carrier could not hand over” to mara.lindqvist@customers-of-acme.example and 3 others";
const several = [
  item(1, { tier: "high" }),
  item(2, { summary: LONG }),
  item(3, { summary: "Update contact details of cus_1001", eventType: "action.escalated", topic: "reminder" }),
  item(4, { summary: "Post on the blog", topic: "decided", eventType: "action.rejected", state: "rejected", by: "Rosa Reviewer", agentName: "content-bot" }),
  item(5, { summary: "Create the meeting “Showroom opening”", topic: "trouble", eventType: "action.lost_track", state: "unknown", agentName: "content-bot" }),
];
const many = Array.from({ length: 32 }, (_, n) => item(n + 10, { summary: `Refund $${n + 20}.00 to cus_${1000 + n}` }));
const mails = { mail: [several[0]!], "mail-digest": several, "mail-many": many };
console.log(JSON.stringify(await Promise.all(Object.entries(mails).map(async ([name, items]) => ({ name, html: (await mailOf(wordsOf(items))).html })))));
