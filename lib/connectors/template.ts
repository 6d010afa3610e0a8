import { z } from "zod";
import { Refusal } from "@/lib/errors";
import type { Json } from "./types";

/** What a placeholder may name: the action's params, for a compensation what the original answered, for a probe the call itself. */
export type Values = { params: Json; response?: Json; call?: { idempotency_key: string } };
export type Root = keyof Values;

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;
const WHOLE = /^\{\{([^{}]*)\}\}$/;
const EXPRESSION = /^(params|response|call)((?:\.[\p{L}\p{N}_-]+)*)(\?)?$/u;

type Expression = { root: Root; path: string[]; optional: boolean; text: string };

/**
 * Renders a binding. A string that is exactly `{{params.amount}}` becomes the value with its type;
 * inside other text a placeholder becomes text. `{{params.note?}}` on its own is left out of its object
 * or list when there is no such value. Values are never read as templates, nothing is evaluated, and only
 * own properties are looked up.
 * @throws Refusal `invalid` that names the placeholder without a value
 */
export function render(template: Json, values: Values): Json {
  const rendered = renderPart(template, values);
  if (rendered === undefined) throw missing(parse(String(template).slice(2, -2)));
  return rendered;
}

function renderPart(template: Json, values: Values): Json | undefined {
  if (typeof template === "string") {
    const whole = WHOLE.exec(template);
    return whole ? valueOf(parse(whole[1]!), values) : renderText(template, values);
  }
  if (Array.isArray(template)) return template.map((item) => renderPart(item, values)).filter((item) => item !== undefined);
  if (template === null || typeof template !== "object") return template;
  const entries = Object.entries(template).map(([key, part]) => [key, renderPart(part, values)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

/** Renders text: every placeholder as text, through `encode`. @throws Refusal `invalid` */
export function renderText(template: string, values: Values, encode: (text: string) => string = (text) => text): string {
  return template.replace(PLACEHOLDER, (_, inner: string) => {
    const expression = parse(inner);
    const value = valueOf(expression, values);
    if (value === undefined) return "";
    if (value === null || typeof value === "object") {
      throw new Refusal("invalid", `{{${expression.text}}} is ${kindOf(value)}, which cannot stand inside text. Use a value of text, number or true/false.`);
    }
    return encode(String(value));
  });
}

/**
 * Renders the path of a URL: values are percent-encoded, so that none adds a segment, a query or a host.
 * A value that is empty or a dot segment would address something else, and is refused.
 * @throws Refusal `invalid`
 */
export function renderPath(template: string, values: Values): string {
  const rendered = renderText(template, values, encodeURIComponent);
  // The first ? that is not a placeholder's own.
  const queryAt = template.replace(PLACEHOLDER, (placeholder) => "x".repeat(placeholder.length)).indexOf("?");
  const segments = (queryAt < 0 ? template : template.slice(0, queryAt)).split("/");
  for (const segment of segments) {
    const text = renderText(segment, values, encodeURIComponent);
    if (/^(\.|%2e){1,2}$/i.test(text) || (text === "" && segment !== "")) {
      throw new Refusal("invalid", `The path ${template} would lead elsewhere: "${text}" cannot stand for ${segment}.`);
    }
  }
  return rendered;
}

/** Faults in how a template is written; empty when it is well-formed. */
export function faultsOf(template: Json, roots: readonly Root[]): string[] {
  if (Array.isArray(template)) return template.flatMap((item) => faultsOf(item, roots));
  if (template !== null && typeof template === "object") return Object.values(template).flatMap((item) => faultsOf(item, roots));
  if (typeof template !== "string") return [];
  const faults = expressionsOf(template).flatMap((inner) => {
    const expression = read(inner);
    if (!expression) return [`{{${inner}}} is not a placeholder; write {{${roots[0]}.name}}`];
    return roots.includes(expression.root) ? [] : [`{{${inner}}} is not known here; use ${roots.join(" or ")}`];
  });
  return template.replace(PLACEHOLDER, "").includes("{{") ? [...faults, `"${template}" has a {{ that is not closed`] : faults;
}

/** A template as part of a binding, checked when the tool is saved. */
export const template = (roots: readonly Root[] = ["params"]) => z.json().superRefine(wellFormed(roots));
export const textTemplate = (roots: readonly Root[] = ["params"]) => z.string().max(20_000).superRefine(wellFormed(roots));

const wellFormed = (roots: readonly Root[]) => (value: Json, context: z.RefinementCtx) => {
  for (const message of faultsOf(value, roots)) context.addIssue({ code: "custom", message });
};

const expressionsOf = (text: string) => [...text.matchAll(PLACEHOLDER)].map((match) => match[1]!);

function read(inner: string): Expression | undefined {
  const text = inner.trim();
  const match = EXPRESSION.exec(text);
  if (!match) return undefined;
  return { root: match[1] as Root, path: match[2]!.split(".").slice(1), optional: match[3] === "?", text };
}

function parse(inner: string): Expression {
  const expression = read(inner);
  if (!expression) throw new Refusal("invalid", `{{${inner}}} is not a placeholder. Write it like {{params.name}}.`);
  return expression;
}

function valueOf(expression: Expression, values: Values): Json | undefined {
  let value: Json | undefined = values[expression.root];
  for (const name of expression.path) {
    // Own properties only: a param may be called `constructor`, and nothing inherited is a value.
    if (value === null || typeof value !== "object" || !Object.hasOwn(value, name)) {
      value = undefined;
      break;
    }
    value = Array.isArray(value) ? (/^\d+$/.test(name) ? value[Number(name)] : undefined) : value[name];
  }
  if (value === undefined && !expression.optional) throw missing(expression);
  return value;
}

function missing({ root, path, text }: Expression): Refusal {
  const where = { params: "the params have", response: "the target's answer has", call: "the call has" }[root];
  return new Refusal("invalid", `There is no value for {{${text}}}: ${where} no ${path.join(".") || "value"}.`, {
    faults: [{ pointer: `/${path.map((name) => name.replaceAll("~", "~0").replaceAll("/", "~1")).join("/")}`, detail: "is missing" }],
  });
}

const kindOf = (value: Json) => (value === null ? "empty (null)" : Array.isArray(value) ? "a list" : "an object");
