"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { mutation } from "@/lib/next/mutation";
import { paths } from "@/lib/paths";
import { ACCESS } from "@/lib/policy/types";
import { importTools, proposeTools } from "@/lib/tools/import-many";

export const readToolsMutation = mutation(z.object({ text: z.string().min(1, "Paste a list of tools, or choose a file.").max(2_000_000, "At most two million characters.") }), (person, { text }) => proposeTools(person, text));

const Confirmed = z.object({
  name: z.string().max(200),
  title: z.string().max(200),
  description: z.string().max(4_000),
  access: z.enum(ACCESS),
  reversibility: z.enum(["irreversible", "compensable"]),
  dataClasses: z.array(z.string().max(100)).max(50),
  sensitive: z.array(z.string().max(300)).max(50),
  summary: z.string().max(1_000),
  paramsSchema: z.string().max(500_000).transform((text, context) => {
    try {
      return z.record(z.string(), z.json()).parse(JSON.parse(text));
    } catch {
      context.addIssue({ code: "custom", message: "This is not a JSON object." });
      return z.NEVER;
    }
  }),
});

export const importToolsMutation = mutation(z.object({ tools: z.array(Confirmed).min(1, "Choose at least one.").max(300) }), async (person, { tools }) => {
  const results = await importTools(person, tools);
  revalidatePath(paths.admin.tools);
  return results;
});
