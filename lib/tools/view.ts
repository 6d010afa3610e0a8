import type { ToolDefinition } from "./definition";

export type Access = ToolDefinition["access"];
export type Reversibility = ToolDefinition["reversibility"];

/** A connector that a tool may be bound to. */
export type ConnectorChoice = { id: string; name: string; kind: string; operations: string[] };

/** A definition as text, the way the form shows it. */
export type ToolTexts = {
  name: string;
  title: string;
  description: string;
  access: Access;
  reversibility: Reversibility;
  paramsSchema: string;
  summary: string;
  sensitive: string;
  dataClasses: string;
  connectorId: string;
  operation: string;
  binding: string;
  rollbackWithin: string;
};

/** A version that takes away what was held, and waits for a second admin. */
export type ToolProposal = { id: string; version: number; loosens: string[]; reason: string; proposedBy: string; mine: boolean; proposedAt: string; definition: ToolDefinition };

/** Seconds as `7d`, `12h`, `30m` or `45s`: the largest unit that loses nothing. */
export function durationText(seconds: number | null): string {
  if (seconds === null) return "";
  for (const [unit, size] of [["d", 86_400], ["h", 3_600], ["m", 60]] as const) if (seconds % size === 0) return `${seconds / size}${unit}`;
  return `${seconds}s`;
}
