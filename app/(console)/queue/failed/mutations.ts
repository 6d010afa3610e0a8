"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import type { Retried } from "@/lib/actions/recovery/recovery-view";
import { retryMany } from "@/lib/actions/recovery/retry-many";
import { Id } from "@/lib/ids";
import { mutation } from "@/lib/next/mutation";

/** `<id>:<revision>`: what the person had before them. */
const Seen = z
  .string()
  .transform((text) => ({ id: text.split(":")[0], revision: Number(text.split(":")[1]) }))
  .pipe(z.object({ id: Id, revision: z.int().positive() }));

const Order = z.object({ chosen: z.array(Seen).default([]), note: z.string().max(2_000, "is at most 2,000 characters").default("") });

export const retryChosen = mutation(Order, async (person, order): Promise<Retried[]> => {
  const results = await retryMany(person, order);
  revalidatePath("/", "layout");
  return results;
});
