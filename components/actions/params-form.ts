import { faults } from "./words-edit";

/** One field of a form made from a tool's JSON Schema. */
export type ParamField = { name: string; title: string; hint: string | undefined; required: boolean; kind: "text" | "long" | "number" | "integer" | "boolean" | "choice" | "json"; choices: readonly string[] };

type Schema = { type?: unknown; properties?: unknown; required?: unknown; title?: unknown; description?: unknown; enum?: unknown; maxLength?: unknown };

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** The fields that the schema names and those that are there anyway, in that order; none where the schema is no object's. */
export function fieldsOf(schema: unknown, params: unknown): ParamField[] {
  const { properties, required }: Schema = isObject(schema) ? schema : {};
  if (!isObject(params)) return [];
  const known = isObject(properties) ? properties : {};
  const needed = Array.isArray(required) ? required : [];
  const names = [...new Set([...Object.keys(known), ...Object.keys(params)])];
  return names.map((name) => {
    const about: Schema = isObject(known[name]) ? known[name] : {};
    const choices = Array.isArray(about.enum) && about.enum.every((each) => typeof each === "string") ? about.enum : [];
    return {
      name,
      title: typeof about.title === "string" ? about.title : name,
      hint: typeof about.description === "string" ? about.description : undefined,
      required: needed.includes(name),
      kind: kindOf(about, params[name], choices.length > 0),
      choices,
    };
  });
}

function kindOf({ type, maxLength }: Schema, value: unknown, enumerated: boolean): ParamField["kind"] {
  const fits = (what: string) => type === what && (value === undefined || typeof value === (what === "integer" ? "number" : what));
  if (enumerated && (value === undefined || typeof value === "string")) return "choice";
  if (fits("boolean")) return "boolean";
  if (fits("integer")) return "integer";
  if (fits("number")) return "number";
  if (fits("string") || (type === undefined && typeof value === "string")) {
    const long = (typeof value === "string" && (value.length > 80 || value.includes("\n"))) || (typeof maxLength === "number" && maxLength > 500);
    return long ? "long" : "text";
  }
  return "json";
}

/** A value as a field shows it. */
export const shownAs = (value: unknown, kind: ParamField["kind"]): string => (value === undefined ? "" : kind === "json" ? JSON.stringify(value, null, 2) : String(value));

/** What was typed as a value: undefined leaves the field out. @throws SyntaxError for what is no number or no JSON */
export function typedAs(text: string, { kind, required }: Pick<ParamField, "kind" | "required">): unknown {
  if (text === "" && !required) return undefined;
  switch (kind) {
    case "text":
    case "long":
    case "choice":
      return text;
    case "boolean":
      return text === "true";
    case "number":
    case "integer": {
      const number = Number(text);
      if (text.trim() === "" || !Number.isFinite(number) || (kind === "integer" && !Number.isInteger(number))) throw new SyntaxError(kind === "integer" ? faults.integer : faults.number);
      return number;
    }
    case "json":
      try {
        return JSON.parse(text) as unknown;
      } catch {
        throw new SyntaxError(faults.json);
      }
  }
}

export type Change = { field: string; from: unknown; to: unknown };

/** What differs between two objects, field by field. */
export function changesBetween(before: unknown, after: unknown): Change[] {
  const [from, to] = [isObject(before) ? before : {}, isObject(after) ? after : {}];
  return [...new Set([...Object.keys(from), ...Object.keys(to)])]
    .filter((field) => JSON.stringify(from[field]) !== JSON.stringify(to[field]))
    .map((field) => ({ field, from: from[field], to: to[field] }));
}
