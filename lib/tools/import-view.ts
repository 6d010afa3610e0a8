import type { Access } from "./view";

/** A tool as an import proposes it, for an admin to confirm. */
export type ProposedTool = {
  name: string;
  title: string;
  description: string;
  access: Access;
  /** Where the access comes from. */
  because: string;
  /** What its vendor says of it; it may raise the access, never lower it. */
  hinted: string;
  reversibility: "irreversible" | "compensable";
  dataClasses: string[];
  destinations: string[];
  sensitive: string[];
  summary: string;
  /** JSON text. */
  paramsSchema: string;
  registered: boolean;
};

/** What became of one of them. */
export type ImportedTool = { name: string; toolId: string | null; fault: string | null };
