import { expect, test, vi } from "vitest";
import type { Item } from "./items";
import { mailOf } from "./mail";
import { plain, wordsOf } from "./words";

vi.mock("@/lib/env", () => ({ env: () => ({ PUBLIC_URL: "https://countersign.example" }) }));

const item = (n: number, change: Partial<Item> = {}): Item => ({
  deliveryId: `d${n}`,
  actionId: `0190f0c0-0000-7000-8000-${String(n).padStart(12, "0")}`,
  eventType: "action.submitted",
  topic: "pending",
  summary: `Refund $${n} to cus_${n}`,
  tier: "medium",
  agentName: "support-bot",
  state: "pending",
  deadlineAt: new Date("2026-11-21T12:34:56Z"),
  by: null,
  ...change,
});

test("one thing is told in full, in HTML and as plain text, with a link behind sign-in and nothing to press", async () => {
  const words = wordsOf([item(7)]);
  expect(words.subject).toBe("Waits for you: Refund $7 to cus_7");
  const { html, text } = await mailOf(words);
  for (const part of [html, text]) {
    expect(part).toContain("https://countersign.example/queue/0190f0c0-0000-7000-8000-000000000007");
    expect(part).toContain("medium tier");
    expect(part).toContain("until 2026-11-21 12:34 UTC");
    expect(part).toContain("Nothing is decided by mail");
  }
  expect(html).not.toMatch(/<form|<img|<script|<input/i);
  const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href!);
  expect(links.every((href) => /^https:\/\/countersign\.example\/(queue(\/[0-9a-f-]{36})?|profile)$/.test(href))).toBe(true);
});

test("a thousand are one mail: twenty lines, and how many more", async () => {
  const words = wordsOf(Array.from({ length: 1_000 }, (_, n) => item(n)));
  expect(words.subject).toBe("1000 actions wait for you");
  const { html, text } = await mailOf(words);
  expect(text.match(/^\* /gm)).toHaveLength(20);
  expect(text).toContain("… and 980 more: https://countersign.example/queue");
  expect(html.length).toBeLessThan(60_000);
});

test("several kinds of news stand in sections of their own", () => {
  const words = wordsOf([
    item(1),
    item(2, { topic: "reminder", eventType: "action.escalated" }),
    item(3, { topic: "decided", eventType: "action.rejected", state: "rejected", by: "Rita" }),
    item(4, { topic: "trouble", eventType: "action.lost_track", state: "unknown" }),
  ]);
  expect(words.sections.map(({ title }) => title)).toEqual(["1 action waits for you", "1 reminder", "1 was decided", "1 needs somebody"]);
  expect(words.sections[2]!.lines[0]!.detail).toContain("rejected (Rita)");
});

test.each([
  ["action.escalated", "reminder", "pending", "You are asked now: "],
  ["action.reminded", "reminder", "pending", "Still waits: "],
  ["action.rejected", "decided", "rejected", "Rejected: "],
  ["action.expired", "decided", "expired", "Expired: "],
  ["action.failed", "trouble", "failed", "Failed: "],
  ["action.lost_track", "trouble", "unknown", "Outcome unknown: "],
] as const)("%s begins its subject so that one sees what it is", (eventType, topic, state, begins) => {
  expect(wordsOf([item(1, { eventType, topic, state })]).subject).toMatch(new RegExp(`^${begins}`));
});

test("what an agent wrote makes no header, no markup, no link and hides nothing", async () => {
  const nasty = 'Pay\r\nBcc: evil@evil.example\r\n\r\n<script>alert(1)</script> <a href="https://evil.example/approve">ok</a> \u202Egnp.exe\u200D www.evil.example \u0000';
  const words = wordsOf([item(1, { summary: nasty, agentName: "bot\nX-Evil: 1" })]);
  expect(words.subject).not.toMatch(/[\r\n\0\u202E\u200D]/);
  const { html, text } = await mailOf(words);
  expect(html).not.toContain("<script");
  expect(html).not.toMatch(/href="https:\/\/evil/);
  for (const part of [html, text]) {
    expect(part).not.toMatch(/https:\/\/evil|www\.evil|evil@evil|\u202E/);
    expect(part).not.toMatch(/^X-Evil/m);
  }
  expect(text).not.toContain("\u200D");
});

test("a subject is short, and text stays readable", () => {
  expect(wordsOf([item(1, { summary: "x".repeat(500) })]).subject).toHaveLength(120);
  expect(plain("Refund $1,200.50 to Mara Lindqvist")).toBe("Refund $1,200.50 to Mara Lindqvist");
});
