import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { STATES } from "@/lib/actions/states";
import { fit, LIMITS, type Block, type Message } from "./blocks";
import type { SlackFacts } from "./facts";
import { BUTTON, groupOf, messageOf, privateNote, reasonModal, threadNote } from "./render";

const at = new Date("2026-11-21T10:00:00Z");
const action: SlackFacts = {
  id: "01936d3c-0000-7000-8000-000000000001",
  state: "pending",
  mode: "live",
  dryRun: false,
  tier: "medium",
  summary: "Refund $420.00 to cus_81",
  tool: "process_refund",
  agent: "support-bot",
  reversibility: "compensable",
  revision: 2,
  payloadHash: "ab".repeat(32),
  reason: "Refund over $100",
  eventCount: 3,
  deadlineAt: at,
  effectAt: null,
  stateAt: at,
  escalatedTo: null,
  slots: [{ group: "reviewers", approvals: 1 }],
  stepUp: false,
  votes: [],
  by: null,
  outcome: null,
};
const url = "https://countersign.example";

const textsOf = (value: unknown): { type: string; text: string }[] => {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== "object" || value === null) return [];
  const { type, text } = value as { type?: unknown; text?: unknown };
  const own = typeof type === "string" && typeof text === "string" ? [{ type, text }] : [];
  return [...own, ...Object.values(value).flatMap(textsOf)];
};
const buttonsOf = ({ blocks }: Message) => blocks.flatMap((block) => (block.type === "actions" ? block.elements : []));
const labels = (message: Message) => buttonsOf(message).map(({ action_id: id }) => id);

/** What Slack refuses: https://docs.slack.dev/reference/block-kit */
function withinLimits({ text, blocks }: { text?: string; blocks: Block[] }): void {
  expect(blocks.length).toBeLessThanOrEqual(LIMITS.blocks);
  if (text !== undefined) expect(text.length).toBeLessThanOrEqual(LIMITS.text);
  for (const block of blocks) {
    for (const one of textsOf(block)) {
      expect(one.text.length).toBeGreaterThan(0);
      expect(one.text.length).toBeLessThanOrEqual(block.type === "header" ? LIMITS.header : LIMITS.section);
      expect(one.text.isWellFormed()).toBe(true);
    }
    if (block.type !== "actions") continue;
    for (const { text: label, value, url: to, action_id: id } of block.elements) {
      expect(label.text.length).toBeLessThanOrEqual(LIMITS.button);
      expect(value?.length ?? 0).toBeLessThanOrEqual(LIMITS.value);
      expect(to?.length ?? 0).toBeLessThanOrEqual(LIMITS.url);
      expect(id.length).toBeLessThanOrEqual(LIMITS.id);
    }
  }
}

describe("a message about an action", () => {
  test("carries the sentence, the reason and the clock, and buttons bound to what was shown", () => {
    const message = messageOf(action, url);
    expect(textsOf(message.blocks).map(({ text }) => text).join("\n")).toMatch(/Refund \$420\.00 to cus_81[^]*Refund over \$100[^]*Decide by <!date\^1795255200\^/);
    expect(labels(message)).toEqual([BUTTON.approve, BUTTON.reject, BUTTON.open]);
    expect(JSON.parse(buttonsOf(message)[0]!.value!)).toEqual({ id: action.id, revision: 2, hash: action.payloadHash });
    expect(buttonsOf(message)[2]!.url).toBe(`${url}/queue/${action.id}`);
  });

  test.each([{ tier: "high" as const }, { stepUp: true }])("one that is high or takes the password again can only be opened: %o", (change) => {
    const message = messageOf({ ...action, ...change }, url);
    expect(labels(message)).toEqual([BUTTON.open]);
    expect(JSON.stringify(message)).not.toContain(action.payloadHash);
  });

  test.each(STATES.filter((state) => state !== "pending"))("that is %s has no buttons that decide", (state) => {
    expect(labels(messageOf({ ...action, state, by: "Rosa" }, url))).toEqual([BUTTON.open]);
  });

  test("while an approval may be taken back, nothing is left to press", () => {
    const votes: SlackFacts["votes"] = [{ who: "Rosa", verdict: "approve", note: "", channel: "slack", at }];
    const message = messageOf({ ...action, effectAt: at, votes }, url);
    expect(labels(message)).toEqual([BUTTON.open]);
    expect(JSON.stringify(message)).toContain("Rosa approved in Slack");
  });

  test("says who, when and what came of it", () => {
    const votes: SlackFacts["votes"] = [{ who: "Rosa", verdict: "reject", note: "Wrong customer", channel: "web", at }];
    expect(JSON.stringify(messageOf({ ...action, state: "rejected", votes, by: "Rosa" }, url))).toMatch(/Rosa rejected: Wrong customer/);
    expect(JSON.stringify(messageOf({ ...action, state: "failed", outcome: "The target refused it" }, url))).toContain("The target refused it");
  });

  test("whatever an agent sends is plain text and never more than Slack takes", () => {
    const hostile = fc.oneof(
      fc.string({ unit: "binary", maxLength: 6_000 }),
      fc.constantFrom("<!channel> <@U1> *now*", "<https://evil.example|Approve here>", "", " ", "😀".repeat(4_000), "`".repeat(3_001)),
    );
    fc.assert(
      fc.property(hostile, hostile, hostile, fc.constantFrom(...STATES), fc.constantFrom("low", "medium", "high" as const), (summary, note, outcome, state, tier) => {
        const mark = "\u{1F9EA}agent";
        const votes: SlackFacts["votes"] = [{ who: "Rosa", verdict: "approve", note: mark + note, channel: "web", at }];
        const sent = { ...action, state, tier, tool: mark + summary, summary: mark + summary, reason: mark + note, outcome: mark + outcome, votes, by: "Rosa" } as SlackFacts;
        for (const message of [messageOf(sent, url), groupOf(Array.from({ length: 60 }, () => sent), url), threadNote("reminder", sent), threadNote("escalated", sent), privateNote(mark + note)]) {
          withinLimits({ ...message, blocks: message.blocks });
          expect(message.text).not.toContain(mark);
          for (const { type, text } of textsOf(message.blocks)) if (type === "mrkdwn") expect(text).not.toContain(mark);
        }
      }),
      { numRuns: 60 },
    );
  });
});

test("many at once are one message that counts down", () => {
  const many = Array.from({ length: 40 }, (_, n) => ({ ...action, summary: `Refund ${n}`, state: n < 3 ? ("approved" as const) : ("pending" as const) }));
  const message = groupOf(many, url);
  expect(JSON.stringify(message)).toMatch(/37 actions wait for a decision[^]*and 27 more/);
  expect(labels(message)).toEqual([BUTTON.open]);
  expect(JSON.stringify(groupOf(many.map((one) => ({ ...one, state: "rejected" as const })), url))).toContain("All 40 are decided");
});

test("the form for a reason stays within a modal's limits", () => {
  const modal = reasonModal({ id: action.id, revision: 2_147_483_647, hash: action.payloadHash, channel: "C".repeat(30) });
  for (const text of [modal.title, modal.submit, modal.close]) expect(text.text.length).toBeLessThanOrEqual(LIMITS.title);
  expect(modal.private_metadata.length).toBeLessThanOrEqual(LIMITS.metadata);
  expect(modal.callback_id.length).toBeLessThanOrEqual(LIMITS.id);
  withinLimits(modal);
});

test("what is cut is said to be, and no character is cut in half", () => {
  expect(fit("x".repeat(3_001), LIMITS.section)).toMatch(/… \(cut\)$/);
  for (const most of [20, 41, 150]) {
    const cut = fit("😀".repeat(400), most);
    expect(cut.length).toBeLessThanOrEqual(most);
    expect(cut.isWellFormed()).toBe(true);
  }
});
