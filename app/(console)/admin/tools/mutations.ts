"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { Id } from "@/lib/ids";
import { mutation } from "@/lib/next/mutation";
import { paths } from "@/lib/paths";
import { archiveTool, publishToolVersion, registerTool, restoreTool } from "@/lib/tools/publish";
import { ToolName } from "@/lib/tools/name";
import { ToolFields } from "./fields";

const Register = z.object({ name: ToolName, ...ToolFields });

export const registerToolMutation = mutation(Register, async (person, { name, ...definition }): Promise<void> => {
  const tool = await registerTool(person, { name, definition });
  revalidatePath(paths.admin.tools);
  redirect(paths.admin.tool(tool.id));
});

const Publish = z.object({ toolId: Id, expectedVersion: z.coerce.number().int(), ...ToolFields });

export const publishToolMutation = mutation(Publish, async (person, { toolId, expectedVersion, ...definition }): Promise<void> => {
  await publishToolVersion(person, { toolId, expectedVersion, definition });
  revalidatePath(paths.admin.tools);
  redirect(paths.admin.tool(toolId));
});

export const archiveToolMutation = mutation(z.object({ toolId: Id }), async (person, { toolId }): Promise<void> => {
  await archiveTool(person, toolId);
  revalidatePath(paths.admin.tool(toolId));
});

export const restoreToolMutation = mutation(z.object({ toolId: Id }), async (person, { toolId }): Promise<void> => {
  await restoreTool(person, toolId);
  revalidatePath(paths.admin.tool(toolId));
});
