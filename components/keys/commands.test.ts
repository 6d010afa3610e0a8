import { expect, test } from "vitest";
import { commandOf, COMMANDS, keyOf, type Press } from "./commands";

const press = (key: string, more: Partial<Press> = {}): Press => ({ key, metaKey: false, ctrlKey: false, altKey: false, shiftKey: false, ...more });

test("letters are told apart by Shift, signs are not", () => {
  expect(keyOf(press("x"))).toBe("x");
  expect(keyOf(press("X", { shiftKey: true }))).toBe("Shift+x");
  expect(keyOf(press("A"))).toBe("a"); // Caps Lock
  expect(keyOf(press("?", { shiftKey: true }))).toBe("?");
  expect(keyOf(press("?"))).toBe("?");
});

test("the browser's and the system's own shortcuts stay theirs", () => {
  for (const mine of [press("a", { ctrlKey: true }), press("r", { metaKey: true }), press("h", { altKey: true }), press("Tab"), press("ArrowDown"), press("K", { metaKey: true, shiftKey: true })]) {
    expect(keyOf(mine)).toBeNull();
  }
  expect(keyOf(press("k", { metaKey: true }))).toBe("Mod+k");
  expect(keyOf(press("k", { ctrlKey: true }))).toBe("Mod+k");
});

test("g waits for the second key, and only then", () => {
  expect(commandOf("g", null)).toEqual({ command: null, begins: true });
  expect(commandOf("h", "g")).toEqual({ command: "goHistory", begins: false });
  expect(commandOf("h", null).command).toBe("snooze");
  expect(commandOf("x", "g").command).toBeNull();
});

test("no two commands share a key", () => {
  const keys = Object.values(COMMANDS).map((command) => command.keys);
  expect(new Set(keys).size).toBe(keys.length);
});
