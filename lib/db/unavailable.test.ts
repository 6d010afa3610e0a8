import { expect, test } from "vitest";
import { isDataFault, isUnavailable } from "./unavailable";

const coded = (code: string, message = "x", more = {}) => Object.assign(new Error(message), { code, ...more });

test.each([
  coded("ECONNREFUSED", "connect", { syscall: "connect" }),
  coded("57P01"),
  coded("57P03"),
  coded("53300"),
  coded("53100"),
  coded("57014"),
  coded("25006"),
  coded("58030"),
  coded("P0001"),
  coded("08006"),
  new Error("Connection terminated unexpectedly"),
  new Error("timeout exceeded when trying to connect"),
  new AggregateError([coded("ECONNREFUSED", "connect", { syscall: "connect" })]),
])("%s means that the database cannot answer now", (error) => {
  expect(isUnavailable(error)).toBe(true);
});

test.each([coded("23505"), coded("22P02"), coded("42601"), coded("ENOENT"), new Error("boom"), "57P01", null])("%s does not", (error) => {
  expect(isUnavailable(error)).toBe(false);
});

test("class 22 is a fault of a value", () => {
  expect(isDataFault(coded("22021"))).toBe(true);
  expect(isDataFault(coded("23505"))).toBe(false);
});
