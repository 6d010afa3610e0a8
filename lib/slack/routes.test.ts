import { describe, expect, test } from "vitest";
import { channelsFor, Routes } from "./routes";

const routes = {
  channel: "C0USUAL",
  routes: [
    { group: "admins", channel: "C0ADMINS" },
    { tier: "high" as const, channel: "C0HIGH" },
    { group: "finance", tier: "medium" as const, channel: "C0MONEY" },
    { rule: "refund over 500", channel: "C0MONEY" },
  ],
};
const action = { tier: "medium", groups: ["reviewers"], rules: ["defaults.write"] };

describe("who hears of an action", () => {
  test.each([
    ["nobody in particular: the usual channel", {}, ["C0USUAL"]],
    ["its group's channel", { groups: ["admins"] }, ["C0ADMINS"]],
    ["every channel that a rule names, each once", { tier: "high", groups: ["admins"], rules: ["refund over 500"] }, ["C0ADMINS", "C0HIGH", "C0MONEY"]],
    ["a channel only when all its conditions hold", { tier: "low", groups: ["finance"] }, ["C0USUAL"]],
    ["one channel, though two rules name it", { groups: ["finance"], rules: ["refund over 500"] }, ["C0MONEY"]],
  ])("%s", (_, change, expected) => {
    expect(channelsFor(routes, { ...action, ...change })).toEqual(expected);
  });

  test("without a usual channel, what matches nothing is told nowhere", () => {
    expect(channelsFor({ ...routes, channel: null }, action)).toEqual([]);
  });
});

test("a channel is an id, never a name", () => {
  expect(Routes.safeParse({ channel: "#general", routes: [] }).success).toBe(false);
  expect(Routes.safeParse({ channel: "C0123456789", routes: [{ tier: "low", channel: "C1X9" }] }).success).toBe(true);
});
