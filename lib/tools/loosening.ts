import { covers } from "@/lib/policy/facts";
import { ACCESS } from "@/lib/policy/types";
import { REVERSIBILITY, type ToolDefinition } from "./definition";

type Weighed = Pick<ToolDefinition, "access" | "reversibility" | "sensitive" | "dataClasses">;

/**
 * What a new definition takes away of what classification and reviewers go by: one sentence each, empty when it only adds.
 * A lower access has a lower tier by default; what can be undone asks for no fact; what is not sensitive is shown.
 */
export function toolLoosenings(before: Weighed, after: Weighed): string[] {
  const found: string[] = [];
  if (ACCESS.indexOf(after.access) < ACCESS.indexOf(before.access)) found.push(`Its access is ${after.access}, no longer ${before.access}`);
  // Listed from what is easily undone to what never is.
  if (REVERSIBILITY.indexOf(after.reversibility) < REVERSIBILITY.indexOf(before.reversibility)) found.push(`It counts as ${after.reversibility}, no longer as ${before.reversibility}`);
  const shown = before.sensitive.filter((pointer) => !after.sensitive.some((other) => covers(other, pointer)));
  if (shown.length > 0) found.push(`${shown.join(", ")} ${shown.length === 1 ? "is" : "are"} no longer sensitive`);
  const dropped = before.dataClasses.filter((name) => !after.dataClasses.includes(name));
  if (dropped.length > 0) found.push(`It no longer says that it touches ${dropped.join(", ")}`);
  return found;
}
