import { expect, test } from "vitest";
import { formObject, typedAgain } from "./form-data";

const form = (...pairs: [string, string][]) => {
  const data = new FormData();
  for (const [name, value] of pairs) data.append(name, value);
  return data;
};

test("names nest by dots, and lists are lists even with one entry", () => {
  const read = formObject(form(["name", "Ada"], ["tiers.high.within", "4h"], ["tiers.high.undo", "0s"], ["groupIds[]", "one"], ["scope", "a"], ["scope", "b"]));
  expect(JSON.parse(JSON.stringify(read))).toEqual({ name: "Ada", tiers: { high: { within: "4h", undo: "0s" } }, groupIds: ["one"], scope: ["a", "b"] });
});

test("React's own fields and files are not input", () => {
  const data = form(["$ACTION_ID_abc", ""], ["name", "Ada"]);
  data.append("file", new File(["x"], "x.txt"));
  expect({ ...formObject(data) }).toEqual({ name: "Ada" });
});

test("a name like __proto__ changes no prototype", () => {
  const read = formObject(form(["__proto__.polluted", "yes"], ["constructor.prototype.polluted", "yes"]));
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(Object.getPrototypeOf(read)).toBeNull();
});

test("what was typed comes back, passwords do not", () => {
  expect(typedAgain(form(["email", "a@b.c"], ["password", "x"], ["currentPassword", "y"], ["token", "z"]))).toEqual({ email: "a@b.c" });
});
