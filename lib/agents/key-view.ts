import type { KeyView } from "./queries";

/** A key as the table shows it; times in ISO 8601. */
export type KeyLine = Omit<KeyView, "createdAt" | "expiresAt" | "lastUsedAt" | "revokedAt"> & { createdAt: string; expiresAt: string | null; lastUsedAt: string | null };

export type AgentTexts = { agentId: string; name: string; description: string; autonomy: string; perMinute: number; ownerId: string };

export type Choice = { value: string; label: string; hint?: string };
