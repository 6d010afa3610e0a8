"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { Id } from "@/lib/ids";
import { mutation } from "@/lib/next/mutation";
import { paths } from "@/lib/paths";
import { createGroup, deleteGroup, renameGroup } from "@/lib/people/groups";

const about = { name: z.string().trim().min(1, "Give it a name.").max(80), description: z.string().trim().max(300) };

export const createGroupMutation = mutation(z.object(about), async (person, given): Promise<void> => {
  await createGroup(person, given);
  revalidatePath(paths.admin.groups);
});

export const renameGroupMutation = mutation(z.object({ groupId: Id, ...about }), async (person, given): Promise<void> => {
  await renameGroup(person, given);
  revalidatePath(paths.admin.groups);
});

export const deleteGroupMutation = mutation(z.object({ groupId: Id }), async (person, { groupId }): Promise<void> => {
  await deleteGroup(person, groupId);
  revalidatePath(paths.admin.groups);
});
