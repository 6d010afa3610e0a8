import { z } from "zod";
import type { Person } from "@/lib/actor";
import { connectSlack, isConnected, routeSlack } from "@/lib/slack/workspace";
import type { Notes } from "@/prisma/seed/notes";

/** Where the demo's workspace runs; `npm run up` says. */
const Demo = z.object({ SLACK_URL: z.url(), SLACK_BOT_TOKEN: z.string(), SLACK_SIGNING_SECRET: z.string() });

/** Connects the demo's workspace, once: an admin who disconnects it, or connects a real one, is not contradicted. */
export async function seedSlack(admin: Person, notes: Notes, save: () => Promise<void>): Promise<void> {
  const demo = Demo.safeParse(process.env).data;
  if (!demo) return;
  const first = notes.slack === undefined;
  notes.slack = { url: demo.SLACK_URL };
  if (first && !(await isConnected())) {
    await connectSlack(admin, { botToken: demo.SLACK_BOT_TOKEN, signingSecret: demo.SLACK_SIGNING_SECRET });
    await routeSlack(admin, { channel: "C0APPROVALS", routes: [{ group: "admins", channel: "C0ADMINS" }] });
  }
  await save();
}
