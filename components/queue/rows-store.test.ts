import { expect, test } from "vitest";
import type { QueueLine } from "@/lib/actions/shown/person-view";
import { begin, shownOf } from "./rows";
import { RowsStore } from "./rows-store";

const line = (id: string) => ({ id, summary: `Refund ${id}`, state: "pending" }) as QueueLine;
const three = () => new RowsStore(begin({ lines: ["a", "b", "c"].map(line), older: null, since: "2026-11-21T10:00:00.000Z" }));

test("whoever follows the rows is told of what happened, and of nothing where nothing did", () => {
  const store = three();
  const told: string[] = [];
  const leave = store.subscribe(({ type }) => told.push(type));
  store.dispatch({ type: "move", by: 1 });
  store.dispatch({ type: "choose-none" });
  store.dispatch({ type: "go", id: "b" });
  expect([told, store.get().cursor]).toEqual([["move"], "b"]);
  leave();
  store.dispatch({ type: "move", by: 1 });
  expect(told).toEqual(["move"]);
});

test("a move leaves the rows that are shown the same list, so that they are not drawn again", () => {
  const store = three();
  store.dispatch({ type: "away", ids: ["a"] });
  const before = shownOf(store.get());
  store.dispatch({ type: "move", by: 1 });
  expect(shownOf(store.get())).toBe(before);
  store.dispatch({ type: "back", id: "a" });
  expect(shownOf(store.get())).not.toBe(before);
});
