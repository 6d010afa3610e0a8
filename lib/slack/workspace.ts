import { z } from "zod";
import type { Person } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { db, json, sql, transact, type Db, type Tx } from "@/lib/db/tx";
import { env } from "@/lib/env";
import { pointerTo, Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { requireAdmin } from "@/lib/people/may";
import { open, seal } from "@/lib/sealing";
import { callSlack, Posted, wordsFor } from "./client";
import { privateNote } from "./render";
import { Routes } from "./routes";
import type { SlackRoutes, SlackWorkspaceView } from "./slack-view";

const Secrets = z.strictObject({ botToken: z.string(), signingSecret: z.string() });

export type Workspace = { id: string; teamId: string; teamName: string; botUserId: string; routes: SlackRoutes; botToken: string; signingSecret: string };
type Row = Omit<Workspace, "botToken" | "signingSecret"> & { sealed: Buffer; connectedAt: Date };

const rowOf = (from: Db) => from.one<Row>(sql`SELECT id, team_id, team_name, bot_user_id, routes, sealed, connected_at FROM slack_workspace`, "slack-workspace");

/** The connected workspace with its secrets; undefined while there is none. */
export async function workspace(from: Db = db): Promise<Workspace | undefined> {
  const row = await rowOf(from);
  if (!row) return undefined;
  const { sealed, connectedAt: _, ...rest } = row;
  return { ...rest, ...Secrets.parse(JSON.parse(open(sealed, row.id))) };
}

/** Without its secrets: for planning, which only asks where messages go. */
export async function routesOf(from: Db): Promise<SlackRoutes | undefined> {
  return (await rowOf(from))?.routes;
}

export const isConnected = async (): Promise<boolean> => (await routesOf(db)) !== undefined;

/** @throws Refusal `conflict` while no workspace is connected */
export async function requireWorkspace(): Promise<Workspace> {
  const found = await workspace();
  if (!found) throw new Refusal("conflict", "No Slack workspace is connected. An admin connects one under Settings.");
  return found;
}

export async function workspaceView(admin: Person): Promise<SlackWorkspaceView | null> {
  requireAdmin(admin);
  const row = await rowOf(db);
  if (!row) return null;
  const last = await db.one<{ at: Date | null }>(sql`SELECT max(received_at) AS at FROM slack_interactions WHERE team_id = ${row.teamId}`);
  return { teamId: row.teamId, teamName: row.teamName, connectedAt: row.connectedAt.toISOString(), routes: row.routes, lastClickAt: last?.at?.toISOString() ?? null };
}

const Who = z.looseObject({ team_id: z.string(), team: z.string(), user_id: z.string() });

/** Connects a workspace, or gives the connected one new secrets. Slack is asked who the token is for. @throws Refusal `invalid` at the field */
export async function connectSlack(admin: Person, { botToken, signingSecret }: { botToken: string; signingSecret: string }): Promise<void> {
  requireAdmin(admin);
  const answer = await callSlack(botToken, "auth.test", {}, Who);
  if (!answer.ok) {
    const detail = answer.kind === "refused" ? wordsFor(answer.error) : `Slack cannot be reached now (${answer.error}). Try again.`;
    throw new Refusal("invalid", detail, { faults: [{ pointer: "/botToken", detail }] });
  }
  const { team_id: teamId, team: teamName, user_id: botUserId } = answer.body;
  await transact(async (tx) => {
    const before = await tx.one<Row>(sql`SELECT id, team_id, team_name, bot_user_id, routes, sealed, connected_at FROM slack_workspace FOR UPDATE`);
    const id = before?.id ?? newId();
    const routes: SlackRoutes = before && before.teamId === teamId ? before.routes : { channel: null, routes: [] };
    const sealed = seal(JSON.stringify({ botToken, signingSecret } satisfies z.infer<typeof Secrets>), id);
    await tx.run(sql`
      INSERT INTO slack_workspace (id, team_id, team_name, bot_user_id, sealed, routes, connected_at, connected_by)
      VALUES (${id}, ${teamId}, ${teamName.slice(0, 200)}, ${botUserId}, ${sealed}, ${json(routes)}, clock_timestamp(), ${admin.id})
      ON CONFLICT (one) DO UPDATE SET team_id = EXCLUDED.team_id, team_name = EXCLUDED.team_name, bot_user_id = EXCLUDED.bot_user_id,
        sealed = EXCLUDED.sealed, routes = EXCLUDED.routes, connected_at = EXCLUDED.connected_at, connected_by = EXCLUDED.connected_by`);
    await note(tx, admin, "slack.connected", id, { before: before ? { team: before.teamId } : null, after: { team: teamId, name: teamName } });
  });
}

/** Nothing is sent or accepted any more. Links of people stay, for the same workspace connected again. */
export async function disconnectSlack(admin: Person): Promise<void> {
  requireAdmin(admin);
  await transact(async (tx) => {
    const before = await tx.one<{ id: string; teamId: string }>(sql`DELETE FROM slack_workspace RETURNING id, team_id`);
    if (before) await note(tx, admin, "slack.disconnected", before.id, { before: { team: before.teamId } });
  });
}

/** Says which channel hears of what. @throws Refusal `invalid` with every fault */
export async function routeSlack(admin: Person, given: SlackRoutes): Promise<void> {
  requireAdmin(admin);
  const parsed = Routes.safeParse(given);
  if (!parsed.success) throw new Refusal("invalid", "A channel or a rule is not right.", { faults: parsed.error.issues.map(({ path, message }) => ({ pointer: pointerTo(path), detail: message })) });
  await transact(async (tx) => {
    const before = await tx.one<{ id: string; routes: SlackRoutes }>(sql`SELECT id, routes FROM slack_workspace FOR UPDATE`);
    if (!before) throw new Refusal("conflict", "No Slack workspace is connected. Connect one first.");
    if (JSON.stringify(before.routes) === JSON.stringify(parsed.data)) return;
    await tx.run(sql`UPDATE slack_workspace SET routes = ${json(parsed.data)}`);
    await note(tx, admin, "slack.routes_changed", before.id, { before: before.routes, after: parsed.data });
  });
}

/** Writes a message into a channel, and says how that went. */
export async function testSlack(admin: Person, channel: string): Promise<{ ok: boolean; message: string }> {
  requireAdmin(admin);
  const { botToken, teamName } = await requireWorkspace();
  const message = privateNote(`${admin.name} tests the connection to Countersign. Nothing needs to be done.`, { label: "Open Countersign", url: env().PUBLIC_URL });
  const answer = await callSlack(botToken, "chat.postMessage", { channel, ...message, text: "A test of Countersign", unfurl_links: false, unfurl_media: false }, Posted);
  if (answer.ok) return { ok: true, message: `A message stands in ${channel} of ${teamName}.` };
  return { ok: false, message: answer.kind === "refused" ? wordsFor(answer.error) : `Slack did not take it (${answer.error}).` };
}

const note = (tx: Tx, admin: Person, type: `slack.${string}`, id: string, data: Record<string, unknown>) => record(tx, { type, actor: admin, subject: { kind: "slack", id }, data });
