"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { mutation } from "@/lib/next/mutation";
import { paths } from "@/lib/paths";
import { changeSetting } from "@/lib/settings";

export const failuresMutation = mutation(
  z.object({ failures: z.coerce.number().int().min(1, "is at least 1").max(100, "is at most 100"), pause: z.literal("1").optional() }),
  async (person, { failures, pause }): Promise<null> => {
    await changeSetting(person, { key: "failures_before_notice", value: failures });
    await changeSetting(person, { key: "pause_after_failures", value: pause === "1" });
    revalidatePath(paths.admin.settings);
    return null;
  },
);

export const allowAloneMutation = mutation(z.object({ allowed: z.literal("1").optional() }), async (person, { allowed }): Promise<void> => {
  await changeSetting(person, { key: "self_approval_when_alone", value: allowed === "1" });
  revalidatePath(paths.admin.settings);
});
