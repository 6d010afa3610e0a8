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
    const amount = number ?? sumIn(text);
    return Number.isFinite(amount) ? [{ pointer, amount }] : [];
  });

/** How much each sum is at most, whichever way it goes: one that begins as a number and cannot be read has no bound. */
export const boundsOf = (params: readonly Text[]): number[] =>
  params.flatMap(({ field, text, number }) => {
    if (!isMoneyField(field)) return [];
    const amount = number ?? sumIn(text);
    if (Number.isFinite(amount)) return Math.abs(amount);
    return BEGINS.test(text) && !OTHER.has(wordsOf(field).at(-1)!) ? Infinity : [];
  });

const SUM = /^\s{0,3}(?:[a-z]{3}\s?)?[$€£¥]?\s?([+-]?(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,18})(?:\.\d{1,2})?)\s?(?:[a-z]{3}|[$€£¥])?\s{0,3}$/i;
const BEGINS = /^[^\p{L}\p{N}]{0,9}(?:[a-z]{1,4}[^\p{L}\p{N}_]{0,3})?\p{N}/iu;
const OTHER = new Set("date time at on id ids ref reference method type status period".split(" "));

/** A sum as it is usually written; NaN for what could mean several, as `1.000` does. */
export const sumIn = (text: string): number => Number((SUM.exec(text)?.[1] ?? "?").replaceAll(",", ""));
