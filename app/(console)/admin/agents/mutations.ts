"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { createAgent, giveOwner, updateAgent } from "@/lib/agents/agents";
import { createKey, revokeKey, rotateKey } from "@/lib/agents/keys";
import { AUTONOMY } from "@/lib/agents/row";
import { SCOPES } from "@/lib/agents/scopes";
import { Id } from "@/lib/ids";
import { mutation } from "@/lib/next/mutation";
import { paths } from "@/lib/paths";

const about = {
  description: z.string().trim().max(500),
  autonomy: z.enum(AUTONOMY),
  perMinute: z.coerce.number("Give a number.").int().min(1, "At least one a minute.").max(1_000_000),
};

const Create = z.object({ name: z.string().trim().min(1, "Give it a name.").max(80), ownerId: Id, ...about });

export const createAgentMutation = mutation(Create, async (person, given): Promise<void> => {
  const agent = await createAgent(person, given);
  revalidatePath(paths.admin.agents);
  redirect(paths.admin.agent(agent.id));
});

export const updateAgentMutation = mutation(z.object({ agentId: Id, ...about }), async (person, given): Promise<void> => {
  await updateAgent(person, given);
  revalidatePath(paths.admin.agent(given.agentId));
});

export const giveOwnerMutation = mutation(z.object({ agentId: Id, personId: Id }), async (person, given): Promise<void> => {
  await giveOwner(person, given);
  revalidatePath(paths.admin.agent(given.agentId));
});

const Key = z.object({
  agentId: Id,
  mode: z.enum(["live", "test"]),
  // A form without a tick sends nothing.
  scopes: z.preprocess((given) => given ?? [], z.array(z.enum(SCOPES)).min(1, "Choose at least one scope.")),
  expiresOn: z.union([z.literal(""), z.iso.date("Choose a day.")]),
});

export const createKeyMutation = mutation(Key, async (person, { agentId, mode, scopes, expiresOn }) => {
  const { key } = await createKey(person, { agentId, mode, scopes, expiresAt: expiresOn ? new Date(`${expiresOn}T23:59:59.999Z`) : null });
  // The page is read again when the dialog closes: until then the key must stay on the screen.
  return { key };
});

const Rotate = z.object({ keyId: z.string().max(40), overlapHours: z.coerce.number() });

export const rotateKeyMutation = mutation(Rotate, async (person, { keyId, overlapHours }) => {
  const { key } = await rotateKey(person, { keyId, overlapHours });
  // The page is read again when the dialog closes: until then the key must stay on the screen.
  return { key };
});

export const revokeKeyMutation = mutation(z.object({ agentId: Id, keyId: z.string().max(40) }), async (person, { agentId, keyId }): Promise<void> => {
  await revokeKey(person, keyId);
  revalidatePath(paths.admin.agent(agentId));
});
