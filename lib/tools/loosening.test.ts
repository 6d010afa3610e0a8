import { expect, test } from "vitest";
import { toolLoosenings } from "./loosening";

const tool = { access: "write" as const, reversibility: "compensable" as const, sensitive: ["/card", "/people/*/phone"], dataClasses: ["money", "contact"] };

test.each([
  ["nothing at all", {}],
  ["a higher access", { access: "destructive" as const }],
  ["what cannot be undone any more", { reversibility: "irreversible" as const }],
  ["more that is sensitive, or all around it", { sensitive: ["/card", "/people", "/iban"] }],
  ["more classes, in another order", { dataClasses: ["contact", "health", "money"] }],
])("%s loosens nothing", (_, change) => expect(toolLoosenings(tool, { ...tool, ...change })).toEqual([]));

test.each([
  ["a lower access", { access: "read" as const }, "Its access is read, no longer write"],
  ["what is said to be undone more easily", { reversibility: "reversible" as const }, "It counts as reversible, no longer as compensable"],
  ["a field less that is sensitive", { sensitive: ["/people/*/phone"] }, "/card is no longer sensitive"],
  ["one element instead of all", { sensitive: ["/card", "/people/0/phone"] }, "/people/*/phone is no longer sensitive"],
  ["a class less", { dataClasses: ["money"] }, "It no longer says that it touches contact"],
])("%s is found", (_, change, said) => expect(toolLoosenings(tool, { ...tool, ...change })).toEqual([said]));
