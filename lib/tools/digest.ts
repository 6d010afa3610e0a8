import { canonical, sha256 } from "@/lib/canonical";

/** What of a tool version decides what will run. */
export type ToolContent = {
  access: string;
  reversibility: string;
  paramsSchema: unknown;
  sensitive: string[];
  connectorId: string;
  operation: string;
  binding: unknown;
};

/** SHA-256 (hex) of what an approval of this tool version stands for: a version altered in place no longer matches. */
export function toolDigest({ access, reversibility, paramsSchema, sensitive, connectorId, operation, binding }: ToolContent): string {
  return sha256(canonical({ access, reversibility, paramsSchema, sensitive, connectorId, operation, binding })).toString("hex");
}

/** SHA-256 (hex) of a connector version: its configuration and its sealed credentials. */
export function connectorDigest({ config, sealed }: { config: unknown; sealed: Uint8Array | null }): string {
  return sha256(canonical({ config, sealed: sealed ? sha256(sealed).toString("hex") : null })).toString("hex");
}
