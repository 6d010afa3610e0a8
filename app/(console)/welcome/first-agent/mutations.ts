"use server";

import { z } from "zod";
import { mutation } from "@/lib/next/mutation";
import { connectFirstAgent } from "@/lib/tools/first-agent";

const Name = z.object({ name: z.string().trim().min(1, "Give it a name.").max(80, "Use at most 80 characters.") });

export const connectFirstAgentMutation = mutation(Name, async (person, given) => {
  const { key, tool, params } = await connectFirstAgent(person, given);
  return { key, tool, params };
});
