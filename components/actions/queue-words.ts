import type { Count, QueueView } from "@/lib/actions/person-view";

export const QUEUE_TITLE: Record<QueueView, { title: string; empty: string }> = {
  waiting: { title: "Waiting", empty: "Nothing more is waiting." },
  blocked: { title: "Blocked", empty: "Nothing is blocked." },
  unknown: { title: "Unknown", empty: "Every outcome is known." },
  "in-flight": { title: "In flight", empty: "Nothing is approved or executing right now." },
  failed: { title: "Failed", empty: "Nothing has failed in the last seven days." },
};

/** "12", "1,000+" */
export const counted = ({ number, more }: Count): string => `${number.toLocaleString("en")}${more ? "+" : ""}`;
