import { wordsOf } from "./destinations";
import { folded } from "./fold";
import { ID, OPAQUE, type Item } from "./provenance";
import type { Examined } from "./types";

/** Verbs that mean the same kind of deed in a tool's name and in a request. */
const FAMILIES = [
  "send mail email message write reply respond answer tell notify inform forward contact text dm post share ask remind greet say",
  "share give grant access invite add",
  "pay send transfer refund remit wire settle transaction payment bill return reimburse",
  "create add make new set schedule book plan put open start register generate write save draft",
  "schedule recurring standing set book plan reserve arrange reservation booking rent hire",
  "update change modify adjust edit correct fix set rename move reschedule replace moved push commit",
  "reschedule move postpone shift change delay",
  "append add insert extend include attach write put",
  "log record note track register enter",
  "post publish share announce tweet write",
  "add invite include attach put",
  "assign give reassign delegate hand",
  "buy purchase order place",
  "approve accept confirm authorise authorize",
  "block freeze lock suspend disable stop",
  "delete remove drop erase clear cancel clean",
  "cancel stop end abort",
].map((words) => new Set(words.split(" ")));
const THINGS: Record<string, string> = {
  email: "mail message inbox", mail: "email message", message: "dm chat channel text", file: "document doc docx txt pdf xlsx list spreadsheet notes sheet folder", document: "file doc",
  event: "meeting appointment calendar lunch dinner call", meeting: "event appointment call", calendar: "event meeting appointment lunch dinner call check", transaction: "payment transfer money order rent", money: "payment transfer transaction refund difference bill",
  payment: "transaction transfer bill money", user: "account profile address information person", info: "information details address", participants: "people attendees guests", reservation: "booking table room", channel: "slack group",
};

/**
 * Whether a person's instruction asks for the deed that a tool's name says: a verb of the same family and, with
 * `thing`, the thing too, in the same sentence.
 */
export function asksFor(instruction: string, toolName: string): { verb: boolean; thing: boolean } {
  const { deeds, things } = meaningOf(toolName);
  const asking = folded(instruction)
    .split(/[.!?;](?=\s)|\n/)
    .map((sentence) => new Set(sentence.split(/[^\p{L}\p{N}]+/u).flatMap((word) => [word, stem(word)])))
    .filter((said) => meet(said, deeds));
  return { verb: asking.length > 0, thing: things.size === 0 || asking.some((said) => meet(said, things)) };
}

type Meaning = { deeds: ReadonlySet<string>; things: ReadonlySet<string> };
// The same few tools come again and again.
const meanings = new Map<string, Meaning>();

/** The verbs that ask for what a tool's name says, and the words for what it is done to. */
function meaningOf(toolName: string): Meaning {
  const known = meanings.get(toolName);
  if (known) return known;
  const words = wordsOf(toolName).map(stem);
  const deeds = new Set([...words.slice(0, 1), ...words.flatMap((word) => FAMILIES.filter((family) => family.has(word)).flatMap((family) => [...family]))]);
  const named = words.filter((word) => !FAMILIES.some((family) => family.has(word)) || Object.hasOwn(THINGS, word));
  const things = new Set(named.flatMap((word) => [word, `${word}s`, ...(Object.hasOwn(THINGS, word) ? THINGS[word]!.split(" ") : [])]));
  if (meanings.size >= 1_000) meanings.clear();
  meanings.set(toolName, { deeds, things });
  return { deeds, things };
}

const meet = (said: ReadonlySet<string>, wanted: ReadonlySet<string>): boolean => [...wanted].some((word) => said.has(word));

/**
 * Whether no id contradicts the person's own words: who says "merge pull request 17" did not ask for 666. One that the
 * person gave no other id for fits, unless it stands only in what nobody vouches for.
 */
export function referencesFit(instruction: string, toolName: string, items: readonly Item[]): boolean {
  const references = items.filter(({ kind, origin }) => kind === "reference" && origin !== "instruction");
  if (references.length === 0) return true;
  if (references.some(({ origin }) => origin === "untrusted")) return false;
  const said = folded(instruction).split(/[^\p{L}\p{N}_]+/u).filter((word) => word !== "number" && word !== "no" && word !== "id");
  return references.every(({ pointer }) => {
    const field = pointer.split("/").findLast((part) => !/^\d+$/.test(part)) ?? "";
    const nouns = new Set([...wordsOf(field), ...wordsOf(toolName)].map(stem).filter((word) => !ID.has(word)));
    return !said.some((word, at) => nouns.has(stem(word)) && /\d/.test(said[at + 1] ?? "") && OPAQUE.test(said[at + 1]!));
  });
}

const TITLES = new Set("title subject name headline label".split(" "));

/** Whether most words of the titles in params are the person's own: without a destination they say what is being made. */
export function titlesFit(instruction: string, { params }: Examined): boolean {
  const said = new Set(folded(instruction).split(/[^\p{L}\p{N}]+/u).map(stem));
  return params.every(({ field, text, number }) => {
    if (number !== undefined || !TITLES.has(wordsOf(field).at(-1) ?? "")) return true;
    const words = folded(text).split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 3);
    return words.filter((word) => said.has(stem(word))).length * 2 >= words.length;
  });
}

const stem = (word: string): string => word.replace(/(?<=[a-z]{3})(?:ies$)/, "y").replace(/(?<=[a-z]{3})(?:ing|ed|s)$/, "");
