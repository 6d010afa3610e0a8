import { expect, test, vi } from "vitest";

const key = (fill: number) => Buffer.alloc(32, fill).toString("base64");

async function withKeys(keys: string) {
  vi.resetModules();
  for (const [name, value] of Object.entries({ DATABASE_URL: "postgres://x@y/z", PUBLIC_URL: "http://x.example", AUTH_SECRET: "s".repeat(40), ENCRYPTION_KEYS: keys })) vi.stubEnv(name, value);
  return import("./sealing");
}

test("I10: what is sealed for one row opens for that row only", async () => {
  const { open, seal } = await withKeys(`1:${key(1)}`);
  const sealed = seal("a secret", "row-1");
  expect(sealed.includes("a secret")).toBe(false);
  expect(open(sealed, "row-1")).toBe("a secret");
  expect(() => open(sealed, "row-2")).toThrow(/./);
});

test("I10: a changed byte is noticed anywhere", async () => {
  const { open, seal } = await withKeys(`1:${key(1)}`);
  const sealed = seal("a secret", "row");
  for (let index = 0; index < sealed.length; index++) {
    const altered = Buffer.from(sealed);
    altered[index]! ^= 1;
    expect(() => open(altered, "row"), `byte ${index}`).toThrow(/./);
  }
});

test("the newest key seals, and older ones still open; a missing one is named", async () => {
  const sealed = (await withKeys(`1:${key(1)}`)).seal("old", "row");
  const both = await withKeys(`1:${key(1)},2:${key(2)}`);
  expect(both.open(sealed, "row")).toBe("old");
  expect(both.seal("new", "row").readUInt16BE(1)).toBe(2);
  const rotated = await withKeys(`2:${key(2)}`);
  expect(() => rotated.open(sealed, "row")).toThrow("no key number 1");
});
