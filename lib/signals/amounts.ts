import { wordsOf } from "./destinations";
import type { Text } from "./types";

const MONEY = new Set("amount total price sum value payment fee cost budget salary refund credit balance charge cents".split(" "));
const COUNTED = new Set("count quantity qty number".split(" "));

/** Fields that say how much money: `amount`, `totalPrice`, `refund_amount`. */
export const isMoneyField = (field: string): boolean => {
  const words = wordsOf(field);
  return words.some((word) => MONEY.has(word)) && !COUNTED.has(words.at(-1) ?? "");
};

/** Sums of money among the params. */
export const amountsIn = (params: readonly Text[]): { pointer: string; amount: number }[] =>
  params.flatMap(({ field, pointer, text, number }) => {
    if (!isMoneyField(field)) return [];
    const amount = number ?? (/^[\s$€£]{0,3}\d[\d,.]{0,20}$/.test(text) ? Number(text.replace(/[^\d.]/g, "")) : NaN);
    return Number.isFinite(amount) ? [{ pointer, amount }] : [];
  });
