import { z } from "zod";
import { Id } from "@/lib/ids";
import { ToolName } from "@/lib/tools/name";

export { ToolName };

const short = (most: number) => z.string().min(1).max(most);

/** What an agent sends to propose an action. Everything but `tool` and `params` is a statement or a label: it never grants anything. */
export const Submission = z.strictObject({
  tool: ToolName,
  params: z.record(z.string(), z.json()),
  dry_run: z.boolean().optional(),
  statement: z
    .strictObject({
      reasoning: z.string().max(20_000).optional(),
      confidence: z.number().min(0).max(1).optional(),
      context: z
        .strictObject({
          instruction: z.string().max(20_000).optional(),
          sources: z.array(z.strictObject({ name: short(300), trusted: z.boolean(), text: z.string().max(100_000) })).max(50).optional(),
        })
        .optional(),
    })
    .optional(),
  session: short(200).optional(),
  parent_id: Id.optional(),
  on_behalf_of: short(200).optional(),
  subjects: z.array(z.strictObject({ kind: short(80), id: short(200) })).max(50).optional(),
  cost: z.strictObject({ amount: z.number().min(0).max(1e12), currency: z.string().regex(/^[A-Z]{3}$/) }).optional(),
  usage: z.record(short(80), z.number().min(0)).optional(),
});
export type Submission = z.infer<typeof Submission>;

export const IdempotencyKey = z.string().regex(/^[\x21-\x7e]{1,255}$/, "1 to 255 visible ASCII characters");
