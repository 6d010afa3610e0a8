import { expect, test } from "vitest";
import { parseEnv } from "./env";

const good = {
  DATABASE_URL: "postgresql://app:x@127.0.0.1/countersign",
  PUBLIC_URL: "https://countersign.example/",
  AUTH_SECRET: "3f1c9d5a7b2e4c6d8f0a1b3c5d7e9f11",
  ENCRYPTION_KEYS: `1:${Buffer.alloc(32, 3).toString("base64")}`,
};

test("what is complete is read, with defaults", () => {
  expect(parseEnv(good)).toMatchObject({ PORT: 3000, HOST: "127.0.0.1", PUBLIC_URL: "https://countersign.example" });
});

test("everything that is wrong is in one report that names the variable and the fix", () => {
  const report = () => parseEnv({ ...good, DATABASE_URL: "mysql://x", AUTH_SECRET: "changeme-changeme-changeme-changeme", PORT: "99999", ENCRYPTION_KEYS: "1:short" });
  expect(report).toThrow(/DATABASE_URL must look like[\s\S]*PORT[\s\S]*AUTH_SECRET is a well-known default[\s\S]*ENCRYPTION_KEYS each key is/);
});

test("a report never repeats a secret", () => {
  expect(() => parseEnv({ ...good, AUTH_SECRET: "hunter2" })).toThrow(expect.not.objectContaining({ message: expect.stringContaining("hunter2") }));
});
