import type { Tier } from "@/lib/policy/types";
import { MASK } from "@/lib/tools/pointers";
import type { Reversibility } from "@/lib/tools/view";

/** What somebody types to approve what cannot be undone: something of this very action, so that it was read. */
export type Fact = { /** "the amount" */ what: string; value: string; /** The page says it in other words: the dialog shows it. */ shown?: true };

/** Params as people see them: what is masked there is not asked for. */
type About = { tier: Tier; reversibility: Reversibility; rollback: boolean; params: unknown; tool: string };

const AMOUNTS = ["amount", "total", "price", "sum", "value"];
const ADDRESSES = ["to", "recipient", "recipients", "email"];
const PLACES = ["url", "host", "domain", "table", "bucket", "repository", "path", "customer", "account", "id"];

/** The fact to type, for actions that are both high and irreversible; none for others. The page asks for it and the verb checks it. */
export function factOf(action: About): Fact | null {
  if (action.tier !== "high" || action.reversibility !== "irreversible" || action.rollback) return null;
  const params = typeof action.params === "object" && action.params !== null && !Array.isArray(action.params) ? (action.params as Readonly<Record<string, unknown>>) : {};
  for (const name of AMOUNTS) {
    const value = params[name];
    if (typeof value === "number") return { what: `the ${name}`, value: String(value) };
  }
  for (const name of ADDRESSES) {
    const address = [params[name]].flat().find((each): each is string => typeof each === "string" && each.includes("@"));
    const domain = shown(address)?.replace(/^.*@/, "").replace(/[>\s].*$/, "");
    if (domain) return { what: "the recipient’s domain", value: domain };
  }
  for (const name of PLACES) {
    const value = params[name];
    if (typeof value === "string" && shown(value) && value.trim() !== "" && value.length <= 80) return { what: `the ${name}`, value: value.trim() };
  }
  return { what: "the tool’s name", value: action.tool, shown: true };
}

const shown = (value: string | undefined): string | undefined => (value?.includes(MASK) ? undefined : value);

/** Whether it was typed right: letters' case, signs of money and marks between thousands do not matter; a comma for the point does. */
export function isFact(typed: string, { value }: Fact): boolean {
  const given = typed.trim().toLowerCase();
  if (given === value.trim().toLowerCase()) return true;
  const number = given.replace(/[\p{Sc}\s'’_]/gu, "").replace(/^\p{L}+|\p{L}+$/gu, "");
  return NUMBER.test(value.trim()) && NUMBER.test(number) && Number(number.replaceAll(",", "")) === Number(value);
}

const NUMBER = /^-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(?!\d{3}$)\d+)?$/;
