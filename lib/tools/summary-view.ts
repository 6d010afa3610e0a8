import { exampleOf } from "./example";
import { parseSummary, summarise } from "./summary";

/** What a template would say of an example that the schema suggests, or what is wrong with either. For the form, as somebody types. */
export function exampleSentence(template: string, schemaText: string): { sentence: string } | { fault: string } {
  let schema: unknown;
  try {
    schema = JSON.parse(schemaText);
  } catch {
    return { fault: "The schema is not JSON yet." };
  }
  try {
    return { sentence: summarise(parseSummary(template), exampleOf(schema)) };
  } catch (error) {
    return { fault: `${(error as Error).message}.` };
  }
}
