import { expect, test } from "vitest";
import { shownDifference } from "./amounts";

const price = { summary: "Set the price of {article} to {amount|money:currency}", columns: { amount: "{{params.amount}}", currency: "{{params.currency}}" }, params: { article: "lamp-desk", amount: 75.9, currency: "EUR" } };

test("money that differs is money on both sides, in the currency that each side has", () => {
  expect(shownDifference(price, [{ field: "amount", from: 69, to: 75.9 }])).toEqual([{ field: "amount", from: 69, to: 75.9, amounts: { from: "€69.00", to: "€75.90" } }]);
  expect(shownDifference(price, [{ field: "amount", from: "69.5", to: 75.9 }, { field: "currency", from: "USD", to: "EUR" }])).toMatchObject([{ amounts: { from: "$69.50", to: "€75.90" } }, { field: "currency", from: "USD" }]);
});

test("what is masked, is no number, fills more than one param or is of no known tool stays as it is", () => {
  const masked = [{ field: "amount", from: "••••", to: "••••" }];
  expect(shownDifference(price, masked)).toEqual(masked);
  const other = [{ field: "product", from: "Lamp", to: "Desk lamp" }];
  expect(shownDifference(price, other)).toEqual(other);
  const joined = [{ field: "note", from: "69", to: "75.9" }];
  expect(shownDifference({ ...price, columns: { note: "{{params.amount}} {{params.currency}}" } }, joined)).toEqual(joined);
  expect(shownDifference({ ...price, columns: "{{params.changes}}" }, masked)).toEqual(masked);
  expect(shownDifference(undefined, other)).toEqual(other);
});
