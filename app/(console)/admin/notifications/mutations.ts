"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { replayDelivery, replayFailed } from "@/lib/deliveries/replay";
import { SECURITY } from "@/lib/deliveries/view";
import { createEndpoint, removeEndpoint, rotateSecret, setEndpointEnabled, testEndpoint, updateEndpoint } from "@/lib/deliveries/webhook/endpoints";
import { WEBHOOK_EVENT_TYPES } from "@/lib/deliveries/webhook/events";
import { removeMailServer, setMailServer, testMail } from "@/lib/deliveries/email/server";
import { Id } from "@/lib/ids";
import { mutation } from "@/lib/next/mutation";
import { paths } from "@/lib/paths";
import { changeSetting } from "@/lib/settings";

const endpoint = {
  url: z.string().trim(),
  description: z.string(),
  agentId: z.union([z.literal("").transform(() => null), Id]),
  // A form without a tick sends nothing.
  eventTypes: z.preprocess((given) => given ?? [], z.array(z.enum(WEBHOOK_EVENT_TYPES))),
};
const One = z.object({ endpointId: Id });

export const createEndpointMutation = mutation(z.object(endpoint), async (person, given) => {
  // The page is read again when the dialog closes: until then the secret must stay on the screen.
  const { secret } = await createEndpoint(person, given);
  return { secret };
});

export const updateEndpointMutation = mutation(z.object({ ...endpoint, endpointId: Id }), async (person, { endpointId, ...given }): Promise<void> => {
  await updateEndpoint(person, endpointId, given);
  revalidatePath(paths.admin.webhook(endpointId));
});

export const rotateSecretMutation = mutation(One.extend({ overlapHours: z.coerce.number() }), (person, { endpointId, overlapHours }) => rotateSecret(person, endpointId, overlapHours));

export const enableEndpointMutation = mutation(One.extend({ enabled: z.enum(["yes", "no"]) }), async (person, { endpointId, enabled }): Promise<void> => {
  await setEndpointEnabled(person, endpointId, enabled === "yes");
  revalidatePath(paths.admin.webhook(endpointId));
});

export const testEndpointMutation = mutation(One, async (person, { endpointId }): Promise<void> => {
  await testEndpoint(person, endpointId);
  revalidatePath(paths.admin.webhook(endpointId));
});

export const removeEndpointMutation = mutation(One, async (person, { endpointId }): Promise<void> => {
  await removeEndpoint(person, endpointId);
  revalidatePath(paths.admin.notifications);
  redirect(paths.admin.notifications);
});

export const replayMutation = mutation(z.object({ deliveryId: Id }), async (person, { deliveryId }): Promise<void> => {
  await replayDelivery(person, deliveryId);
  revalidatePath(paths.admin.delivery(deliveryId));
});

export const replayFailedMutation = mutation(One, async (person, { endpointId }): Promise<void> => {
  await replayFailed(person, "webhook", endpointId);
  revalidatePath(paths.admin.webhook(endpointId));
});

const Server = z.object({
  host: z.string().trim(),
  port: z.coerce.number("Give a number."),
  security: z.enum(SECURITY),
  sender: z.string().trim(),
  username: z.string().trim().transform((text) => (text === "" ? null : text)),
  password: z.string(),
});

export const setMailServerMutation = mutation(Server, async (person, given): Promise<void> => {
  await setMailServer(person, given);
  revalidatePath(paths.admin.notifications);
});

export const testMailMutation = mutation(z.object({}), async (person): Promise<void> => {
  await testMail(person);
  revalidatePath(paths.admin.notifications);
});

export const removeMailServerMutation = mutation(z.object({}), async (person): Promise<void> => {
  await removeMailServer(person);
  revalidatePath(paths.admin.notifications);
});

export const keepDeliveriesMutation = mutation(z.object({ days: z.coerce.number().int().min(1, "is at least 1").max(3650, "is at most 3,650") }), async (person, { days }): Promise<null> => {
  await changeSetting(person, { key: "keep_deliveries_days", value: days });
  revalidatePath(paths.admin.notifications);
  return null;
});
