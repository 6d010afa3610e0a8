import type { Tier } from "@/lib/policy/types";

/** What a person may approve, and why not the rest: plain values that may go to a browser. */
export type WhatTheyApprove = {
  /** Of what waits for a decision, counted up to a thousand. */
  now: { may: number; waiting: number };
  groups: string[];
  /** For whom they stand in now, and in which of their groups. */
  standsIn: { name: string; group: string }[];
  /** They have an interest in what these ask for. */
  ownedAgents: string[];
  tiers: { tier: Tier; needs: { group: string; approvals: number }[]; answer: "nobody" | "yes" | "auditor" | "group" }[];
  /** The tier a tool has unless a rule raises it. */
  tools: { name: string; title: string; tier: Tier }[];
  rules: { rule: string; group: string; approvals: number; member: boolean }[];
  /** The most urgent of what waits: yes, or the reason why not. */
  waiting: { id: string; summary: string; tier: Tier; may: true | string }[];
};
