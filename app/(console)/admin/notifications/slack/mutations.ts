"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { Refusal } from "@/lib/errors";
import { mutation } from "@/lib/next/mutation";
import { paths } from "@/lib/paths";
import { ChannelId } from "@/lib/slack/routes";
import { connectSlack, disconnectSlack, routeSlack, testSlack, workspaceView } from "@/lib/slack/workspace";

const reread = () => revalidatePath(paths.admin.slack);

const Secrets = z.object({
  botToken: z.string().trim().regex(/^xoxb-[A-Za-z0-9-]{10,300}$/, "begins with xoxb-"),
  signingSecret: z.string().trim().min(16, "is longer").max(200, "is shorter"),
});

export const connectSlackMutation = mutation(Secrets, async (person, secrets): Promise<void> => {
  await connectSlack(person, secrets);
  reread();
});

export const disconnectSlackMutation = mutation(z.object({}), async (person): Promise<void> => {
  await disconnectSlack(person);
  reread();
});

export const usualChannelMutation = mutation(z.object({ usual: z.union([z.literal("").transform(() => null), ChannelId], "is a channel's id, such as C0123456789") }), async (person, { usual }): Promise<void> => {
  const { routes } = await routesNow(person);
  await routeSlack(person, { channel: usual, routes });
  reread();
});

const optional = z.string().trim().max(120).transform((text) => text || undefined);
const Route = z.object({ channel: ChannelId, group: optional, tier: z.union([z.literal("").transform(() => undefined), z.enum(["low", "medium", "high"])]), rule: optional });

export const addRouteMutation = mutation(Route, async (person, { channel, group, tier, rule }): Promise<void> => {
  const now = await routesNow(person);
  await routeSlack(person, { ...now, routes: [...now.routes, { ...(group && { group }), ...(tier && { tier }), ...(rule && { rule }), channel }] });
  reread();
});

export const removeRouteMutation = mutation(z.object({ index: z.coerce.number().int().min(0), channel: z.string() }), async (person, { index, channel }): Promise<void> => {
  const now = await routesNow(person);
  if (now.routes[index]?.channel !== channel) throw new Refusal("conflict", "The rules have changed meanwhile. Reload the page and look again.");
  await routeSlack(person, { ...now, routes: now.routes.filter((_, other) => other !== index) });
  reread();
});

export const testSlackMutation = mutation(z.object({ channel: ChannelId }), (person, { channel }) => testSlack(person, channel));

async function routesNow(person: Parameters<typeof workspaceView>[0]) {
  const view = await workspaceView(person);
  if (!view) throw new Refusal("conflict", "No Slack workspace is connected. Connect one first.");
  return view.routes;
}
