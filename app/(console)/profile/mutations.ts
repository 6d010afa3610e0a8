"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { Id } from "@/lib/ids";
import { mutation } from "@/lib/next/mutation";
import { paths } from "@/lib/paths";
import { changePassword } from "@/lib/people/change-password";
import { revokeAllSessions, revokeSession } from "@/lib/people/sessions";

const Change = z.object({
  current: z.string().min(1, "Give your current password.").max(1000),
  password: z.string().min(1, "Give a new password.").max(1000),
});

export const changePasswordMutation = mutation(Change, async (person, given): Promise<void> => {
  await changePassword(person, given);
  revalidatePath(paths.profile);
});

export const revokeSessionMutation = mutation(z.object({ sessionId: Id }), async (person, { sessionId }): Promise<void> => {
  await revokeSession(person, sessionId);
  revalidatePath(paths.profile);
});

export const revokeOtherSessionsMutation = mutation(z.object({}), async (person): Promise<number> => {
  const ended = await revokeAllSessions(person, person.id);
  revalidatePath(paths.profile);
  return ended;
});
