import { expect, test } from "vitest";
import { likeness } from "./similar";

const call = (fields: Record<string, string | number>) => new Map(Object.entries(fields).map(([name, value]) => [`/${name}`, value]));

test("the same destination weighs most, near numbers count half, and masked values say nothing", () => {
  const one = call({ customer: "cus_81", amount: 100, note: "a", card: "••••42" });
  expect(likeness(one, call({ customer: "cus_81", amount: 110, note: "b", card: "••••42" }))).toEqual({ score: 3.5 / 5, sameDestination: true, same: ["/customer"], near: ["/amount"] });
  expect(likeness(one, call({ customer: "cus_82", amount: 100, note: "a", card: "••••43" }))).toEqual({ score: 2 / 5, sameDestination: false, same: ["/amount", "/note"], near: [] });
  expect(likeness(one, one).score).toBe(1);
  expect(likeness(new Map(), new Map())).toEqual({ score: 0, sameDestination: false, same: [], near: [] });
});

test("all destinations must agree, not one of them", () => {
  expect(likeness(call({ to: "a@x.example", cc: "b@x.example" }), call({ to: "a@x.example", cc: "c@evil.example" })).sameDestination).toBe(false);
});
