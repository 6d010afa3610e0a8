import type { ActionInFull } from "@/lib/actions/person-view";

/** What somebody types to approve what cannot be undone: something of this very action, so that it was read. */
export type Fact = { /** "the amount" */ what: string; value: string };

type About = Pick<ActionInFull, "tier" | "reversibility" | "rollback" | "params" | "tool">;

const AMOUNTS = ["amount", "total", "price", "sum", "value"];
const ADDRESSES = ["to", "recipient", "recipients", "email"];
const PLACES = ["url", "host", "domain", "table", "bucket", "repository", "path", "customer", "account", "id"];

/** The fact to type, for actions that are both high and irreversible; none for others. */
export function factOf(action: About): Fact | null {
  if (action.tier !== "high" || action.reversibility !== "irreversible" || action.rollback) return null;
  const params: Readonly<Record<string, unknown>> = typeof action.params === "object" && action.params !== null && !Array.isArray(action.params) ? action.params : {};
  for (const name of AMOUNTS) {
    const value = params[name];
    if (typeof value === "number") return { what: `the ${name}`, value: String(value) };
  }
  for (const name of ADDRESSES) {
    const address = [params[name]].flat().find((each): each is string => typeof each === "string" && each.includes("@"));
    const domain = address?.slice(address.lastIndexOf("@") + 1).replace(/[>\s].*$/, "");
    if (domain) return { what: "the recipient’s domain", value: domain };
  }
  for (const name of PLACES) {
    const value = params[name];
    if (typeof value === "string" && value.trim() !== "" && value.length <= 80) return { what: `the ${name}`, value: value.trim() };
  }
  return { what: "the tool’s name", value: action.tool };
}

/** Whether it was typed right: letters' case, spaces, signs of money and thousands do not matter. */
export function isFact(typed: string, { value }: Fact): boolean {
  const given = typed.trim().toLowerCase();
  if (given === value.trim().toLowerCase()) return true;
  const number = Number(value);
  if (value.trim() === "" || Number.isNaN(number)) return false;
  const digits = given.replace(/[^\d.-]/g, "");
  return digits !== "" && Number(digits) === number;
}
