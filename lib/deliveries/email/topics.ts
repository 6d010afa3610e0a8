/** What a person may want to hear of, with the events that each stands for. */
export const TOPICS = {
  pending: { word: "Waiting for me", hint: "Something that one of my groups may decide", events: ["action.submitted", "action.released", "action.revised", "action.retried"] },
  reminder: { word: "Reminders and escalations", hint: "It still waits, or others are asked now", events: ["action.reminded", "action.escalated"] },
  decided: { word: "Decided", hint: "What I was told of was decided by somebody else, or ran out of time", events: ["action.approved", "action.rejected", "action.cancelled", "action.expired"] },
  trouble: { word: "Failed or unknown", hint: "For owners of agents and admins, whatever its tier: an action failed for good, or nobody knows its outcome", events: ["action.failed", "action.lost_track"] },
} as const;

export type Topic = keyof typeof TOPICS;
export const TOPIC_NAMES = Object.keys(TOPICS) as Topic[];

export const EMAIL_EVENTS: readonly string[] = TOPIC_NAMES.flatMap((topic) => TOPICS[topic].events);

const BY_EVENT = new Map<string, Topic>(TOPIC_NAMES.flatMap((topic) => TOPICS[topic].events.map((event) => [event, topic] as const)));
export const topicOf = (eventType: string): Topic | undefined => BY_EVENT.get(eventType);

/** Asked for by an admin, to see that the server takes mail. */
export const MAIL_TEST = "mail.tested";
