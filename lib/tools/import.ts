import type { Access } from "@/lib/policy/types";
import { isMoneyField } from "@/lib/signals/amounts";
import { isDestinationField, wordsOf } from "@/lib/signals/destinations";
import { accessOf } from "./import-access";

/** A tool as others describe it: MCP `tools/list`, or a name with a JSON Schema. */
export type ForeignTool = {
  name: string;
  title?: string;
  description?: string;
  inputSchema?: object;
  annotations?: { readOnlyHint?: boolean; destructiveHint?: boolean; openWorldHint?: boolean };
};

export type Proposal = {
  name: string;
  title: string;
  access: Access;
  /** Why it is proposed so, for the admin who confirms it. */
  because: string;
  reversibility: "irreversible";
  dataClasses: string[];
  /** JSON Pointers of the fields that say where it goes. */
  destinations: string[];
  sensitive: string[];
  summary: string;
};

const RANK: Record<Access, number> = { read: 0, draft: 1, write: 2, destructive: 3 };

/** What an imported tool is proposed as. A vendor's hint may raise the access, never lower it. */
export function propose(tool: ForeignTool): Proposal {
  const found = accessOf(tool.name, tool.description ?? "", tool.inputSchema);
  const { annotations: hints } = tool;
  const hinted: Access | undefined = hints?.destructiveHint === true && hints.readOnlyHint !== true ? "destructive" : hints?.readOnlyHint === false ? "write" : undefined;
  const raised = hinted !== undefined && RANK[hinted] > RANK[found.access];
  const fields = fieldsOf(tool.inputSchema);
  return {
    name: tool.name,
    title: tool.title ?? titleOf(tool.name),
    access: raised ? hinted : found.access,
    because: raised ? "Its vendor says that it changes data" : found.because,
    reversibility: "irreversible",
    dataClasses: classesOf(fields),
    destinations: fields.filter(({ name }) => isDestinationField(name)).map(({ pointer }) => pointer),
    sensitive: fields.filter(({ name }) => wordsOf(name).some((word) => CREDENTIAL.has(word))).map(({ pointer }) => pointer),
    summary: summaryOf(tool.name, fields),
  };
}

const CREDENTIAL = new Set("password passwd passphrase secret token credential credentials apikey otp".split(" "));
const CLASSES: Record<string, Set<string>> = {
  contact: new Set("email emails phone address recipient recipients participants contact to cc bcc".split(" ")),
  payment: new Set("iban account card payment amount price refund".split(" ")),
  credential: CREDENTIAL,
  identity: new Set("ssn passport birth birthday dob name firstname lastname".split(" ")),
  health: new Set("diagnosis patient health medication".split(" ")),
};

type Field = { name: string; pointer: string; scalar: boolean; required: boolean };

/** The fields of an object schema, one level of nesting deep. */
function fieldsOf(schema: unknown, at = "", depth = 0): Field[] {
  const { properties, required } = (schema ?? {}) as { properties?: Record<string, unknown>; required?: unknown };
  if (typeof properties !== "object" || properties === null || depth > 2) return [];
  return Object.entries(properties).slice(0, 200).flatMap(([name, of]): Field[] => {
    const pointer = `${at}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    const { type, items } = (of ?? {}) as { type?: unknown; items?: unknown };
    const here = { name, pointer, scalar: type === "string" || type === "number" || type === "integer" || type === "boolean", required: Array.isArray(required) && required.includes(name) };
    return [here, ...fieldsOf(type === "array" ? items : of, type === "array" ? `${pointer}/*` : pointer, depth + 1)];
  });
}

const classesOf = (fields: readonly Field[]): string[] =>
  Object.entries(CLASSES).flatMap(([name, words]) => (fields.some((field) => wordsOf(field.name).some((word) => words.has(word)) || (name === "payment" && isMoneyField(field.name))) ? [name] : []));

const titleOf = (name: string): string => {
  const words = wordsOf(name).join(" ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** `Send email: {recipients}, {subject}`: where it goes first, then what is required, at most four. */
function summaryOf(name: string, fields: readonly Field[]): string {
  const top = fields.filter(({ pointer, name: field }) => pointer.lastIndexOf("/") === 0 && /^[A-Za-z_]\w*$/.test(field) && !wordsOf(field).some((word) => CREDENTIAL.has(word)));
  const rank = ({ name: field, required, scalar }: Field) => (isDestinationField(field) ? 0 : isMoneyField(field) ? 1 : required && scalar ? 2 : 3);
  const shown = top.filter((field) => rank(field) < 3).sort((one, other) => rank(one) - rank(other)).slice(0, 4);
  return `${titleOf(name)}${shown.length > 0 ? ": " : ""}${shown.map(({ name: field }) => `{${field}}`).join(", ")}`;
}
