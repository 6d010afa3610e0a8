import { registeredTools } from "./registry-tools";

/**
 * What Acme wants registered in Countersign: connectors to its systems, and the tools its agents may ask for.
 * Plain data; whoever sets up the demo turns it into rows.
 *
 * In a binding, a string that is one `{{params.x}}` alone becomes the value itself with its type; inside other
 * text it is written into it (URL-encoded in a path). A compensation also reads the `response` of the call it undoes.
 */
export type ConnectorEntry = {
  name: string;
  kind: "http" | "email" | "postgres" | "agent";
  config: Record<string, unknown>;
  /** To be sealed, never shown. */
  credentials: Record<string, unknown>;
};

type Template = string | number | boolean | null | Template[] | { [field: string]: Template };
type Success = { status: number[] };

export type HttpBinding = {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  headers?: Record<string, string>;
  body?: Template;
  success: Success;
  /** JSON Schema of the answer to a success. */
  responseSchema?: Record<string, unknown>;
  /** The target honours an `Idempotency-Key` header, or the method changes nothing. */
  idempotent: boolean;
  compensation?: { method: HttpBinding["method"]; path: string; body?: Template; success: Success };
};
export type EmailBinding = { to: string; cc?: string; subject: string; text: string };
export type PostgresBinding = { table: string; key: string; set?: Record<string, string> };

type Operation =
  | { connector: "acme-api"; operation: "request"; binding: HttpBinding }
  | { connector: "acme-mail"; operation: "send"; binding: EmailBinding }
  | { connector: "acme-db"; operation: "insert" | "update" | "delete"; binding: PostgresBinding }
  | { connector: "agent-run"; operation: "run"; binding: Record<string, never> };

export type ToolEntry = Operation & {
  name: string;
  title: string;
  description: string;
  access: "read" | "draft" | "write" | "destructive";
  reversibility: "reversible" | "compensable" | "irreversible";
  /** JSON Schema 2020-12 of an object. */
  paramsSchema: Record<string, unknown>;
  /** The sentence reviewers read, with `{path}` or `{path|filter}` in it. */
  summary: string;
  /** JSON Pointers into params. */
  sensitive: string[];
  dataClasses: string[];
  /** Seconds after success in which it may be rolled back. */
  rollbackWithin?: number;
  /** Where the tier should differ from what its access gives it. */
  tier?: "low" | "medium" | "high";
};

export type AcmeRegistry = { connectors: ConnectorEntry[]; tools: ToolEntry[] };

/** Where Acme runs and what opens it. */
export type AcmeAddress = { url: string; smtpPort: number; apiToken: string; databaseUrl: string };

export function acmeRegistry({ url, smtpPort, apiToken, databaseUrl }: AcmeAddress): AcmeRegistry {
  return {
    connectors: [
      {
        name: "acme-api",
        kind: "http",
        config: { baseUrl: url, allowedHosts: [new URL(url).host] },
        credentials: { headers: { Authorization: `Bearer ${apiToken}` } },
      },
      {
        name: "acme-mail",
        kind: "email",
        config: { host: "127.0.0.1", port: smtpPort, from: "Acme Furniture <hello@acme.example>" },
        credentials: {},
      },
      {
        name: "acme-db",
        kind: "postgres",
        config: {
          tables: {
            customers: { key: "id", columns: ["name", "email", "phone", "city", "plan", "since"] },
            prices: { key: "id", columns: ["product", "amount", "currency", "unit"] },
          },
        },
        credentials: { connectionString: databaseUrl },
      },
      { name: "agent-run", kind: "agent", config: {}, credentials: {} },
    ],
    tools: registeredTools,
  };
}
