import { plural } from "@/components/words";
import type { Outcome } from "@/lib/policy/loop-view";

export const simulationPage = {
  tab: "Simulate the policy",
  description: "What agents proposed in the last days, classified again by the policy in force and by your draft. Nothing happens to the actions.",
  start: {
    title: "Try your draft on what happened",
    description:
      "The params, the tool, the statement and the attestation are those that were stored. Counts that were only known at the time are not: limits, and signals about first use and bursts, say nothing here.",
    days: (days: number) => `Last ${days} days`,
    going: "A simulation is under way.",
  },
  newest: { title: "The last simulation", stop: "Stop" },
  empty: { title: "Nothing simulated yet", body: "A simulation says how many reviews a draft adds or saves, and what it would let through that people rejected." },
  earlier: {
    title: "Earlier",
    at: (moment: string) => `${moment} UTC`,
    found: (days: number | null, examined: number, lower: number, alarms: number) => `last ${days} days · ${examined} actions · ${lower} need less · ${alarms} that people rejected`,
  },
} as const;

export const shadowPage = {
  tab: "Shadow the policy",
  description: "A draft beside the policy in force, on every new action, a few seconds after it came. Differences are counted; nothing of it is enforced, and no agent waits for it.",
  start: { title: "Let your draft run along", description: "From now on, until you end it. One draft at a time.", button: "Start the shadow" },
  going: { title: "Running along", now: "Now", end: "End the shadow" },
  last: "The last shadow",
  empty: { title: "No draft has run along yet", body: "A shadow finds what the last days did not show." },
  earlier: {
    title: "Earlier",
    at: (moment: string) => `${moment} UTC`,
    found: (person: string, examined: number, lower: number) => `${person} · ${examined} actions · ${lower} needed less`,
  },
} as const;

/** The page of one comparison, and of the actions behind one of its numbers. */
export const comparisonPage = {
  tab: "Comparison of policies",
  kinds: { shadow: { title: "Shadow", back: "Shadow" }, simulation: { title: "Simulation", back: "Simulations" } },
  whole: "The whole comparison",
  alarms: "Let through, though people rejected it",
  failed: "Could not be evaluated",
  stays: (outcome: Outcome) => `Stays ${outcome}`,
  moves: (from: Outcome, to: Outcome) => `From ${from} to ${to}`,
  empty: { title: "Nothing here", body: "No action is kept behind this number." },
  kept: (all: number, kept: number) => `Of ${all}, about ${kept} are kept to look at.`,
  list: "Actions",
  rejected: "People rejected it",
  pages: "Pages of the list",
} as const;

/** What a comparison found. Figures come written. */
export const comparisonSummary = {
  /** Before the moment. */
  of: (version: number, days: number | null, person: string) => `Against version ${version}${days === null ? "" : `, on the last ${days} days`}, started by ${person} `,
  current: "Your draft as it is now",
  failure: "It did not come to its end",
  waiting: "Waiting for a worker",
  progress: (examined: string, total: string) => `${examined} of ${total} actions compared`,
  bar: "Actions compared",
  alarms: {
    title: (count: string) => `It would let through ${count} that people rejected`,
    link: (count: number) => plural(count, { one: "Look at it", other: "Look at them" }),
  },
  examined: "Actions compared",
  reviews: {
    title: "Reviews a day",
    of: (live: string, draft: string, days: string) => `${live} in force, ${draft} under the draft, over ${days}`,
    days: (days: number, written: string) => plural(days, { one: `${written} day`, other: `${written} days` }),
  },
  minutes: {
    title: "Reviewer minutes a day",
    unknown: "Not known",
    of: (seconds: string, decisions: string) => `A decision took ${seconds} s, the median of ${decisions} in these days`,
    none: "Nobody decided anything in these days",
    later: "Measured when it ends",
  },
  failed: { link: (count: string) => `${count} could not be evaluated`, after: ", or only in part." },
} as const;

export const matrix = {
  title: "Actions by their outcome in force (rows) and under the draft (columns)",
  corner: "In force ↓ · Draft →",
  outcomes: { low: "Low", medium: "Medium", high: "High", blocked: "Blocked" } satisfies Record<Outcome, string>,
  cell: (count: number, from: string, to: string) => `${count} from ${from} to ${to}`,
} as const;
