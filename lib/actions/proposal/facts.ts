import type { ActionFacts } from "@/lib/policy/types";
import type { RegisteredTool } from "@/lib/tools/registry";
import type { Submission } from "./submission";

/** What classification reads of the tool and of the agent's statement; history is not counted yet, so it is unknown. */
export const factsOf = (
  tool: RegisteredTool | undefined,
  statement: Submission["statement"],
): Pick<ActionFacts, "tool" | "sensitive" | "confidence" | "reasoning" | "context" | "now"> => ({
  tool: tool ? { name: tool.name, access: tool.access, reversibility: tool.reversibility } : null,
  sensitive: tool?.sensitive ?? [],
  confidence: statement?.confidence ?? null,
  ...(statement?.reasoning !== undefined && { reasoning: statement.reasoning }),
  ...(statement?.context && {
    context: {
      ...(statement.context.instruction !== undefined && { instruction: statement.context.instruction }),
      ...(statement.context.sources && { sources: statement.context.sources }),
    },
  }),
  now: new Date().toISOString(),
});
