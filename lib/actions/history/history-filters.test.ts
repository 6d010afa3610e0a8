import { expect, test } from "vitest";
import { readQueueFilters } from "@/lib/actions/desk/queue-filters";
import { Filters } from "@/lib/audit/filters";
import { readFilters } from "./history-filters";

test("what the database cannot hold filters nothing, in place of failing the page", () => {
  const address = { text: "a\0b", rule: "a\0b", tier: "high" };
  expect(readFilters(address)).toEqual({ tier: "high" });
  expect(readQueueFilters(address)).toEqual({ tier: "high" });
  expect(Filters.parse({ actor: "a\0b", type: "action.approved" })).toMatchObject({ type: "action.approved", actor: undefined });
});
