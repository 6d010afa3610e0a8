import { expect, test } from "vitest";
import { Id, newId } from "./ids";

test("ids are UUIDs of version 7, all different, and each sorts after the one before", () => {
  const ids = Array.from({ length: 20_000 }, newId);

  expect(ids.every((id) => Id.safeParse(id).success && id[14] === "7")).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
  // The time is the beginning, and no random bytes are used twice.
  expect(Math.abs(parseInt(ids[0]!.replace("-", "").slice(0, 12), 16) - Date.now())).toBeLessThan(10_000);
  expect(new Set(ids.map((id) => id.slice(24))).size).toBe(ids.length);
});
