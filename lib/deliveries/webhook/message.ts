import { randomBytes } from "node:crypto";
import { Webhook } from "standardwebhooks";
import type { News } from "@/lib/deliveries/types";
import { revisionOf } from "@/lib/deliveries/queue";
import { env } from "@/lib/env";
import { paths } from "@/lib/paths";
import { TEST_EVENT } from "./events";

/** What an endpoint is told: which action, where it stands, and where to read the rest with a key. Never its params. */
export type Message = { type: string; timestamp: string; data: Record<string, string | number | boolean | null> };

const STATE = /^[a-z_]{1,20}$/;
/** Where the event moved the action; an escalation goes to a group, and moves nothing. */
const movedTo = ({ type, data }: News): string | undefined => (type !== "action.escalated" && typeof data.to === "string" && STATE.test(data.to) ? data.to : undefined);

/** The message of one event. Order is not promised: `sequence` counts the events of an action, without gaps. */
export function messageOf(news: News): Message {
  const { action, data } = news;
  const rollback = typeof data.rollback === "string" ? data.rollback : null;
  return {
    type: news.type,
    timestamp: news.at.toISOString(),
    data: {
      action_id: action.id,
      revision: revisionOf(news),
      sequence: news.sequence,
      state: movedTo(news) ?? action.state,
      tier: action.tier,
      mode: action.mode,
      dry_run: action.dryRun,
      tool: action.toolName,
      agent_id: action.agentId,
      rollback_of: action.rollbackOf,
      ...(rollback && { rollback_id: rollback }),
      url: `${env().PUBLIC_URL}${paths.api.action(action.id)}`,
    },
  };
}

export const testMessage = (at: Date): Message => ({ type: TEST_EVENT, timestamp: at.toISOString(), data: { note: "Somebody pressed Send a test." } });

const PREFIX = "whsec_";

/** A new signing secret: 32 random bytes, written as the specification asks. */
export const newSecret = (): string => `${PREFIX}${randomBytes(32).toString("base64")}`;

/**
 * The headers that identify and sign a body under every secret given, by
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function signedHeaders(secrets: readonly string[], id: string, at: Date, body: string): Record<string, string> {
  return {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(" "),
  };
}
