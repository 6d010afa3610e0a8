import { expect, test } from "vitest";
import { maskedDifference, sensitiveFields, withoutFields } from "./sensitive-fields";

const binding = { table: "customers", key: "{{params.customer}}", set: { mobile: "{{params.phone}}", city: "{{params.city}}", note: "call {{ params.phone }}" } };

test("I10: a field that a sensitive param fills is sensitive, whatever its name", () => {
  expect([...sensitiveFields(binding, ["/phone"])].sort()).toEqual(["mobile", "note", "phone"]);
  expect([...sensitiveFields({ set: { a: "{{params.phone_kind}}" } }, ["/phone"])]).toEqual(["phone"]);
  expect([...sensitiveFields(binding, [])]).toEqual([]);
});

test("I10: a difference shows that a sensitive field differs, and not how", () => {
  const difference = [
    { field: "mobile", from: "+234 1 555 2044", to: "+234 1 555 1007" },
    { field: "city", from: "Lagos", to: "Abuja" },
  ];
  expect(maskedDifference(difference, sensitiveFields(binding, ["/phone"]))).toEqual([
    { field: "mobile", from: "••••44", to: "••••07" },
    { field: "city", from: "Lagos", to: "Abuja" },
  ]);
});

test("I10: fields are masked at any depth of what a target answers, whatever their value was before", () => {
  expect(withoutFields({ row: { id: 1, mobile: "+351 910 000 111", note: null }, list: [{ mobile: "x" }] }, new Set(["mobile", "note"]))).toEqual({
    row: { id: 1, mobile: "••••11", note: null },
    list: [{ mobile: "••••" }],
  });
});
