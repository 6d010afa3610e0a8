/** What the form starts from for a kind that an admin connects first. */
export type KindChoice = { kind: string; title: string; config: string; credentials: string };

/** A connector as the form shows it; credentials are never among it. */
export type ConnectorTexts = { name: string; kind: string; config: string };
