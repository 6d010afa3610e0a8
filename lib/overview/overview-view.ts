import type { Tier } from "@/lib/policy/types";

/** What the overview shows; of live actions, days in UTC. */
export const RANGES = [7, 30, 90] as const;
export type Range = (typeof RANGES)[number];

/** How many, or how many at least where counting stopped. */
export type OpenNow = {
  tiers: { tier: Tier; number: number; more: boolean }[];
  /** The action that waits longest. */
  oldest: { id: string; summary: string; submittedAt: string } | null;
};

export type DayMix = { /** `2026-11-21` */ day: string; allowed: number; reviewed: number; blocked: number };

export type RuleFigures = { rule: string; approved: number; rejected: number };

export type Figures = {
  days: DayMix[];
  ended: { approved: number; rejected: number; expired: number };
  /** Seconds from the proposal to the decision that settled it, about; null when nothing was decided. */
  toDecision: { p50: number | null; p95: number | null };
  rolledBack: number;
  /** Those with the most decisions first. */
  rules: RuleFigures[];
  /** When today was counted (ISO 8601); null before the first time. */
  countedAt: string | null;
};

/** From this many decisions on, never once saying no is worth a question. */
export const ENOUGH_DECISIONS = 10;

/** Rules that people always approved: what they guard against has not come up. */
export const alwaysApproved = (rules: readonly RuleFigures[]): RuleFigures[] => rules.filter(({ approved, rejected }) => rejected === 0 && approved >= ENOUGH_DECISIONS);
