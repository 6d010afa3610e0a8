"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { Id } from "@/lib/ids";
import { mutation } from "@/lib/next/mutation";
import { paths } from "@/lib/paths";
import { changeTool, confirmToolVersion, endToolProposal } from "@/lib/tools/proposals";
import { archiveTool, registerTool, restoreTool } from "@/lib/tools/publish";
import { ToolName } from "@/lib/tools/name";
import { ToolFields } from "./fields";

const Register = z.object({ name: ToolName, ...ToolFields });

export const registerToolMutation = mutation(Register, async (person, { name, ...definition }): Promise<void> => {
  const tool = await registerTool(person, { name, definition });
  revalidatePath(paths.admin.tools);
  redirect(paths.admin.tool(tool.id));
});

const Publish = z.object({
  toolId: Id,
  expectedVersion: z.coerce.number().int(),
  ...ToolFields,
  /** Asked for where the change loosens. */
  reason: z.string().max(2_000).optional(),
  password: z.string().max(1_000).optional(),
});

export const publishToolMutation = mutation(Publish, async (person, { toolId, expectedVersion, reason, password, ...definition }): Promise<void> => {
  await changeTool(person, { toolId, expectedVersion, definition, reason, password });
  revalidatePath(paths.admin.tools);
  redirect(paths.admin.tool(toolId));
});

export const confirmToolMutation = mutation(z.object({ id: Id }), async (person, { id }): Promise<void> => {
  const tool = await confirmToolVersion(person, id);
  revalidatePath(paths.admin.tool(tool.id));
});

export const endToolProposalMutation = mutation(z.object({ id: Id, note: z.string().max(2_000).default("") }), async (person, ending): Promise<void> => {
  await endToolProposal(person, ending);
  revalidatePath(paths.admin.tools, "layout");
});

export const archiveToolMutation = mutation(z.object({ toolId: Id }), async (person, { toolId }): Promise<void> => {
  await archiveTool(person, toolId);
  revalidatePath(paths.admin.tool(toolId));
});

export const restoreToolMutation = mutation(z.object({ toolId: Id }), async (person, { toolId }): Promise<void> => {
  await restoreTool(person, toolId);
  revalidatePath(paths.admin.tool(toolId));
});
