import type { Count, QueueView } from "@/lib/actions/shown/person-view";

export const QUEUE_TITLE: Record<QueueView, { title: string; empty: string }> = {
  mine: { title: "For you", empty: "Nothing waits for you." },
  groups: { title: "Your groups", empty: "Nothing asks for a group of yours." },
  waiting: { title: "All waiting", empty: "Nothing is waiting." },
  taken: { title: "Being looked at", empty: "Nobody looks at anything right now." },
  asked: { title: "Waits on the agent", empty: "No question waits for an answer." },
  snoozed: { title: "Snoozed by you", empty: "You have put nothing off." },
  blocked: { title: "Blocked", empty: "Nothing is blocked." },
  unknown: { title: "Unknown", empty: "Every outcome is known." },
  "in-flight": { title: "In flight", empty: "Nothing is approved or executing right now." },
  failed: { title: "Failed", empty: "Nothing has failed in the last seven days." },
};

/** "12", "1,000+" */
export const counted = ({ number, more }: Count): string => `${number.toLocaleString("en")}${more ? "+" : ""}`;
