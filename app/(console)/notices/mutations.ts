"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { mutation } from "@/lib/next/mutation";
import { markRead } from "@/lib/notices/notices";

export const markAllRead = mutation(z.object({}), async (person): Promise<null> => {
  await markRead(person, "all");
  revalidatePath("/", "layout");
  return null;
});
