"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { mutation } from "@/lib/next/mutation";
import { paths } from "@/lib/paths";
import { changeSetting } from "@/lib/settings";

export const allowAloneMutation = mutation(z.object({ allowed: z.literal("1").optional() }), async (person, { allowed }): Promise<void> => {
  await changeSetting(person, { key: "self_approval_when_alone", value: allowed === "1" });
  revalidatePath(paths.admin.settings);
});
