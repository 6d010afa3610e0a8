import type { Scan } from "./scan";

export type Severity = "info" | "low" | "medium" | "high";

/** One finding of a detector, with where it was found. `excerpt` never holds a secret or a whole personal datum. */
export type Signal = {
  detector: string;
  /** JSON Pointer into `{params, statement}`: `/params/to/0`, `/statement/context/sources/2`. */
  pointer: string;
  excerpt: string;
  severity: Severity;
  /** What exactly, where a detector knows several: `card`, `sql`, `aws_key`. */
  kind?: string;
  /** The name of the source it was found in, when it was not in the params. */
  source?: string;
};

export type Source = { name: string; trusted: boolean; text: string };

/** Counts and sums that were gathered before; null where nobody looked. */
export type History = {
  /** Earlier uses of this tool by this agent. */
  toolUses: number | null;
  /** Destinations (as `value`) that this agent never acted on before. */
  newDestinations: string[] | null;
  /** The amount that this agent's calls of this tool usually stay under. */
  usualAmount: number | null;
  /** Identical calls in the last ten minutes, this one not counted. */
  repeats: number | null;
  /** Calls by this agent in the last minute. */
  lastMinute: number | null;
};

/** All that detectors look at. Plain data: nothing is fetched, nothing is changed. */
export type Look = {
  params: unknown;
  reasoning?: string;
  instruction?: string;
  sources: readonly Source[];
  confidence: number | null;
  history: History;
  /** Hosts and mail domains that count as ours or allowed; null where no list was given. */
  hosts: readonly string[] | null;
  confidenceFloor: number;
};

export type Detector = (look: Look, examined: Examined) => Signal[];

/** One text of the action, with where it stands. */
export type Text = { pointer: string; field: string; text: string; number?: number; source?: string; trusted?: boolean; /** Filled by the first detector that asks. */ scan?: Scan; places?: { links: readonly string[]; hosts: readonly string[] } };

export type Examined = {
  /** Leaves of params. */
  params: Text[];
  /** The agent's own words. */
  statement: Text[];
  /** What the agent read. */
  sources: Text[];
  destinations: Destination[];
  complete: boolean;
};

export type Destination = {
  pointer: string;
  kind: "email" | "url" | "account" | "phone" | "name";
  value: string;
  /** Of an address or a URL, in lower case; empty where it has none. */
  domain: string;
};

export const NO_HISTORY: History = { toolUses: null, newDestinations: null, usualAmount: null, repeats: null, lastMinute: null };
