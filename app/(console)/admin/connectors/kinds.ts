import { kinds } from "@/lib/connectors/registry";
import type { KindChoice } from "@/lib/connectors/view";

const STARTS: Record<string, { config: object; credentials: object }> = {
  http: {
    config: { baseUrl: "https://api.example.com", allowedHosts: ["api.example.com"], timeoutMs: 15_000 },
    credentials: { headers: { Authorization: "Bearer …" } },
  },
  email: {
    config: { host: "smtp.example.com", port: 587, requireTls: true, from: "Example <hello@example.com>" },
    credentials: { user: "…", pass: "…" },
  },
  postgres: {
    config: { tables: { customers: { key: "id", columns: ["name", "email"] } } },
    credentials: { connectionString: "postgresql://user:password@host:5432/database" },
  },
};

export const kindChoices = (): KindChoice[] =>
  kinds().map(({ kind, title }) => ({
    kind,
    title,
    config: JSON.stringify(STARTS[kind]?.config ?? {}, null, 2),
    credentials: JSON.stringify(STARTS[kind]?.credentials ?? {}),
  }));

export const kindTitle = (kind: string): string => kinds().find((known) => known.kind === kind)?.title ?? kind;
