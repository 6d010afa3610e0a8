import { expect, test } from "vitest";
import { balanced } from "./balanced";
import { loosenings } from "./loosening";
import { relaxed } from "./relaxed";

test.each([["rules.credentials change"], ["defaults.write"], ["signals.secret"], ["tools.refund"]])("%s can be relaxed, and that is a loosening", (reason) => {
  const policy = { ...balanced, tools: { refund: "high" as const } };
  expect(loosenings(policy, relaxed(policy, reason)!, () => "write").length).toBeGreaterThan(0);
});

test.each([["autonomy"], ["unregistered"], ["rules.nobody knows"], ["tools.constructor"], ["defaults.unregistered"], ["agents.bot.can"]])("%s cannot", (reason) => expect(relaxed(balanced, reason)).toBeUndefined());
