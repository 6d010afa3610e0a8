"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { halt, HALT_SCOPES, liftHalt } from "@/lib/actions/halts/halt";
import { Id } from "@/lib/ids";
import { mutation } from "@/lib/next/mutation";

const reason = z.string().max(2_000, "is at most 2,000 characters").default("");

const Order = z.object({
  scope: z.enum(HALT_SCOPES),
  target: z.union([Id, z.literal("")], "choose what to halt").optional(),
  rollbacks: z.literal("on").optional(),
  reason,
});

export const setHalt = mutation(Order, async (person, { scope, target, rollbacks, reason: why }): Promise<null> => {
  await halt(person, { scope, targetId: scope === "all" ? null : target || null, rollbacks: rollbacks === "on", reason: why });
  revalidatePath("/", "layout");
  return null;
});

export const endHalt = mutation(z.object({ id: Id, reason }), async (person, order): Promise<null> => {
  await liftHalt(person, order);
  revalidatePath("/", "layout");
  return null;
});
