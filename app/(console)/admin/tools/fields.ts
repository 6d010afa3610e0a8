import { z } from "zod";
import { Duration, seconds } from "@/lib/policy/types";
import { ToolDefinition } from "@/lib/tools/definition";
import { durationText, type ConnectorChoice, type ToolTexts } from "@/lib/tools/view";
import { kindOf } from "@/lib/connectors/registry";

const jsonObject = z.string().transform((text, context) => {
  try {
    return z.record(z.string(), z.json()).parse(JSON.parse(text));
  } catch (error) {
    context.addIssue({ code: "custom", message: error instanceof SyntaxError ? `This is not JSON: ${error.message}.` : "Write a JSON object, in braces." });
    return z.NEVER;
  }
});

const listOf = (separator: RegExp) => z.string().transform((text) => text.split(separator).map((part) => part.trim()).filter(Boolean));

const { shape } = ToolDefinition;

/** The form's texts, read into a definition; faults keep the names of their fields. */
export const ToolFields = {
  title: shape.title,
  description: shape.description,
  access: shape.access,
  reversibility: shape.reversibility,
  paramsSchema: jsonObject,
  summary: shape.summary,
  sensitive: listOf(/[\s,]+/).pipe(shape.sensitive.unwrap()),
  dataClasses: listOf(/,/).pipe(shape.dataClasses.unwrap()),
  connectorId: z.string().min(1, "Choose a connector").pipe(shape.connectorId),
  operation: shape.operation,
  binding: jsonObject,
  rollbackWithin: z
    .string()
    .trim()
    .transform((text) => (text === "" ? null : text))
    .pipe(Duration.nullable())
    .transform((text) => (text === null ? null : seconds(text)))
    .pipe(shape.rollbackWithin.unwrap()),
};

/** A definition as the form shows it. */
export function textsOf(name: string, definition: ToolDefinition): ToolTexts {
  return {
    ...definition,
    name,
    paramsSchema: JSON.stringify(definition.paramsSchema, null, 2),
    sensitive: definition.sensitive.join("\n"),
    dataClasses: definition.dataClasses.join(", "),
    binding: JSON.stringify(definition.binding, null, 2),
    rollbackWithin: durationText(definition.rollbackWithin),
  };
}

export const FRESH_TOOL: ToolTexts = {
  name: "",
  title: "",
  description: "",
  access: "write",
  reversibility: "irreversible",
  paramsSchema: JSON.stringify({ type: "object", properties: { customer: { type: "string" } }, required: ["customer"], additionalProperties: false }, null, 2),
  summary: "Do something for {customer}",
  sensitive: "",
  dataClasses: "",
  connectorId: "",
  operation: "",
  binding: "{}",
  rollbackWithin: "",
};

export const choiceOf = ({ id, name, kind }: { id: string; name: string; kind: string }): ConnectorChoice => ({
  id,
  name,
  kind,
  operations: Object.keys(kindOf(kind)?.operations ?? {}),
});
