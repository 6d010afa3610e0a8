import { TOPIC_NAMES, type Topic } from "./view";

/** The events that each topic stands for. */
const EVENTS: Record<Topic, readonly string[]> = {
  pending: ["action.submitted", "action.released", "action.revised", "action.retried"],
  reminder: ["action.reminded", "action.escalated"],
  answered: ["action.answered"],
  decided: ["action.approved", "action.rejected", "action.cancelled", "action.expired"],
  trouble: ["action.failed", "action.lost_track", "action.held_back"],
};

/** Everything that people are told of. */
export const TOLD_EVENTS: readonly string[] = Object.values(EVENTS).flat();

const BY_EVENT = new Map(TOPIC_NAMES.flatMap((topic) => EVENTS[topic].map((event) => [event, topic] as const)));
export const topicOf = (eventType: string): Topic | undefined => BY_EVENT.get(eventType);
