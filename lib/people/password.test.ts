import { expect, test } from "vitest";
import { Refusal } from "@/lib/errors";
import { hashPassword, requireGoodPassword, verifyPassword } from "./password";

const ada = { email: "ada.lovelace@acme.example", name: "Ada Lovelace" };
const refusalOf = (password: string) => {
  try {
    requireGoodPassword(password, ada);
  } catch (error) {
    return error;
  }
  return undefined;
};

test.each(["correct horse battery staple", "blue-river-sings", "Wq7#vTz!m2Lp", "ключ под ковриком у двери"])("%j may be a password", (password) => {
  expect(refusalOf(password)).toBeUndefined();
});

test.each([
  ["short1!Aa", "at least 12"],
  ["😀😀😀😀😀😀", "at least 12"],
  ["x".repeat(129), "at most 128"],
  ["passwordpassword", "among the first"],
  ["aaaaaaaaaaaaaaa", "among the first"],
  ["qwertyuiop[]", "among the first"],
  ["countersign2026", "among the first"],
  ["adalovelace1", "among the first"],
])("%j may not: %s", (password, why) => {
  const refusal = refusalOf(password);
  expect(refusal).toBeInstanceOf(Refusal);
  expect((refusal as Refusal).message).toContain(why);
  expect((refusal as Refusal).faults).toEqual([{ pointer: "/password", detail: (refusal as Refusal).message }]);
});

test("I10: a password is kept as Argon2id with OWASP's parameters, salted", async () => {
  const [one, other] = await Promise.all([hashPassword("correct horse battery staple"), hashPassword("correct horse battery staple")]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(other);
});

test("the password verifies however its letters were composed, and no other does", async () => {
  const hashed = await hashPassword("café au lait, s'il vous plaît");
  expect(await verifyPassword(hashed, "cafe\u0301 au lait, s'il vous plai\u0302t")).toBe(true);
  expect(await verifyPassword(hashed, "cafe au lait, s'il vous plait")).toBe(false);
});

test("without an account nothing verifies, not even the stand-in's own password", async () => {
  expect(await verifyPassword(null, "nobody has this password")).toBe(false);
  expect(await verifyPassword(undefined, "")).toBe(false);
});
