import { expect, test } from "vitest";
import type { QueueLine, QueueRows } from "@/lib/actions/shown/person-view";
import { begin, shownOf, step, type Rows, type RowsEvent } from "./rows";

const line = (id: string) => ({ id, summary: `Refund ${id}`, state: "pending" }) as QueueLine;
const lines = (...ids: string[]) => ids.map(line);
const read = (...names: string[]): QueueRows => ({ lines: lines(...names), older: null, since: "2026-11-21T10:00:00.000Z" });
const after = (rows: Rows, ...events: RowsEvent[]) => events.reduce(step, rows);
const ids = (rows: Rows) => shownOf(rows).map(({ id }) => id);
const five = () => begin(read("a", "b", "c", "d", "e"));

test("the cursor begins at the first row, moves by one and stops at both ends", () => {
  expect(five().cursor).toBe("a");
  expect(after(five(), { type: "move", by: 1 }).cursor).toBe("b");
  expect(after(five(), { type: "move", by: -1 }).cursor).toBe("a");
  expect(after(five(), { type: "go", id: "e" }, { type: "move", by: 1 }).cursor).toBe("e");
});

test("what is dealt with goes, and the cursor is on the next one; at the end, on the one before", () => {
  const rows = after(five(), { type: "go", id: "c" }, { type: "away", ids: ["c"] });
  expect([ids(rows), rows.cursor]).toEqual([["a", "b", "d", "e"], "d"]);
  expect(after(five(), { type: "go", id: "e" }, { type: "away", ids: ["e"] }).cursor).toBe("d");
  expect(after(five(), { type: "away", ids: ["a", "b", "c", "d", "e"] }).cursor).toBeNull();
});

test("what is put back stands where it stood, and says why; the cursor stays", () => {
  const rows = after(five(), { type: "go", id: "b" }, { type: "away", ids: ["b"] }, { type: "back", id: "b", note: "Already rejected by Ravi" });
  expect(ids(rows)).toEqual(["a", "b", "c", "d", "e"]);
  expect([rows.cursor, rows.notes.get("b")]).toEqual(["c", "Already rejected by Ravi"]);
});

test("reading again keeps the cursor on its row, and hides what was just decided here", () => {
  const rows = after(five(), { type: "go", id: "c" }, { type: "away", ids: ["a"] }, { type: "read", rows: read("n", "a", "c", "d") });
  expect([ids(rows), rows.cursor]).toEqual([["n", "c", "d"], "c"]);
});

test("when its row is gone after reading again, the cursor stays at its place", () => {
  const rows = after(five(), { type: "go", id: "b" }, { type: "read", rows: read("a", "c", "d") });
  expect(rows.cursor).toBe("c");
});

test("what changed elsewhere changes in its place", () => {
  const rows = after(five(), { type: "changed", lines: [{ ...line("b"), state: "approved" }] });
  expect(shownOf(rows).map(({ state }) => state)).toEqual(["pending", "approved", "pending", "pending", "pending"]);
});

test("more rows are added once, and begin an empty list", () => {
  expect(ids(after(five(), { type: "more", lines: lines("e", "f"), older: "x" }))).toEqual(["a", "b", "c", "d", "e", "f"]);
  const cleared = after(five(), { type: "away", ids: ["a", "b", "c", "d", "e"] }, { type: "more", lines: lines("f"), older: null });
  expect(cleared.cursor).toBe("f");
});

test("rows are chosen one by one or up to a row, in either direction; choosing again lets go", () => {
  const chosen = (rows: Rows) => [...rows.chosen].toSorted();
  expect(chosen(after(five(), { type: "choose", id: "b" }, { type: "choose-to", id: "d" }))).toEqual(["b", "c", "d"]);
  expect(chosen(after(five(), { type: "choose", id: "d" }, { type: "choose-to", id: "b" }))).toEqual(["b", "c", "d"]);
  expect(chosen(after(five(), { type: "choose", id: "b" }, { type: "choose", id: "b" }))).toEqual([]);
  expect(chosen(after(five(), { type: "choose", id: "b" }, { type: "choose", id: "c" }, { type: "away", ids: ["b"] }))).toEqual(["c"]);
});

test("choosing by touch begins with none, and ends when what was chosen is decided or let go of", () => {
  const choosing = after(five(), { type: "choosing" });
  expect([choosing.choosing, choosing.chosen.size, choosing.cursor]).toEqual([true, 0, "a"]);
  const two = after(choosing, { type: "choose", id: "b" }, { type: "choose", id: "c" });
  expect([after(two, { type: "away", ids: ["b"] }).choosing, after(two, { type: "away", ids: ["b", "c"] }).choosing]).toEqual([true, false]);
  expect(after(two, { type: "choose-none" })).toMatchObject({ choosing: false, chosen: new Set() });
});
