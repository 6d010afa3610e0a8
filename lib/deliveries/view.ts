import type { Json } from "@/lib/connectors/types";
import type { ChannelName } from "./types";

export const DELIVERY_STATUSES = ["waiting", "delivered", "failed", "dropped"] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** One delivery in a list. Times are ISO 8601. */
export type DeliveryLine = {
  id: string;
  channel: ChannelName;
  /** Where it goes, in words: an address's host, a person's name. */
  to: string;
  eventType: string;
  actionId: string | null;
  /** The action's sentence. */
  summary: string | null;
  status: DeliveryStatus;
  attempts: number;
  nextAt: string | null;
  lastResult: string | null;
  createdAt: string;
  finishedAt: string | null;
};

export type DeliveryAttemptView = {
  number: number;
  worker: string;
  startedAt: string;
  finishedAt: string | null;
  outcome: "delivered" | "retry" | "failed" | "dropped" | "lost" | null;
  reason: string | null;
  request: Json | null;
  response: Json | null;
};

export type DeliveryInFull = DeliveryLine & { revision: number | null; sequence: number | null; target: string; content: Json; tries: DeliveryAttemptView[] };

export type EndpointView = {
  id: string;
  url: string;
  description: string;
  agent: { id: string; name: string } | null;
  eventTypes: string[];
  createdAt: string;
  disabledAt: string | null;
  disabledReason: string | null;
  /** Until when each of its secrets is used; null: no end. */
  secrets: { createdAt: string; expiresAt: string | null }[];
  waiting: number;
  failed: number;
  lastDeliveredAt: string | null;
};

/** TLS from the first byte, after STARTTLS, or where the server offers it. */
export const SECURITY = ["tls", "starttls", "offered"] as const;
export type Security = (typeof SECURITY)[number];

/** The server that mail to people goes through; of its password only whether there is one. */
export type MailServerView = { host: string; port: number; security: Security; sender: string; username: string | null; password: boolean };

/** How a person is reached: by mail, by a direct message in Slack, by a notice in the application. */
export const WAYS = ["email", "slack", "app"] as const;
export type Way = (typeof WAYS)[number];

/** What a person may want to hear of. */
export const TOPIC_NAMES = ["pending", "reminder", "answered", "decided", "trouble"] as const;
export type Topic = (typeof TOPIC_NAMES)[number];
