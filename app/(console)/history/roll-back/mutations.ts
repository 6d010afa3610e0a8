"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { rollBackMany } from "@/lib/actions/recovery/bulk-rollback";
import { Id } from "@/lib/ids";
import { mutation } from "@/lib/next/mutation";
import { paths } from "@/lib/paths";
import { Range, scopeOf } from "./range";

/** `<id>:<revision>`: what the plan showed. */
const Seen = z
  .string()
  .transform((text) => ({ id: text.split(":")[0], revision: Number(text.split(":")[1]) }))
  .pipe(z.object({ id: Id, revision: z.int().positive() }));

const Order = Range.extend({ batchId: Id, chosen: z.array(Seen).default([]), note: z.string().max(2_000, "is at most 2,000 characters").default("") });

export const rollBackChosen = mutation(Order, async (person, { batchId, chosen, note, ...range }): Promise<null> => {
  const id = await rollBackMany(person, { ...scopeOf(range), batchId, chosen, note });
  revalidatePath("/", "layout");
  redirect(paths.rollBackBatch(id));
});
