/** Which channel hears of which actions. A part that is absent matches everything. */
export type SlackRoute = { group?: string | undefined; tier?: "low" | "medium" | "high" | undefined; rule?: string | undefined; channel: string };
/** `channel` hears of what no route matches; null: nobody does. */
export type SlackRoutes = { channel: string | null; routes: SlackRoute[] };

/** What an admin sees of the connection; the secrets come back to nobody. */
export type SlackWorkspaceView = { teamId: string; teamName: string; connectedAt: string; routes: SlackRoutes; /** When Slack last sent a signed click (ISO 8601). */ lastClickAt: string | null };

/** A person's own link. */
export type SlackLinkView = { userId: string; userName: string; linkedAt: string };

/** The Slack user that a code stands for, before anything is linked. */
export type SlackClaim = { code: string; userId: string; userName: string; teamName: string; /** Their Slack address is not yours: confirming takes the password. */ otherAddress: boolean };
