"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { Id } from "@/lib/ids";
import { mutation } from "@/lib/next/mutation";
import { markRead } from "@/lib/notices/notices";

/** Opening what a notice is about is reading it. */
export const markOneRead = mutation(z.object({ id: Id }), async (person, { id }): Promise<null> => {
  await markRead(person, [id]);
  revalidatePath("/", "layout");
  return null;
});

export const markAllRead = mutation(z.object({}), async (person): Promise<null> => {
  await markRead(person, "all");
  revalidatePath("/", "layout");
  return null;
});
