/** The types of events that an endpoint may ask for, with what each says. Those of the audit trail that others act upon. */
export const WEBHOOK_EVENTS = {
  "action.submitted": "An action was proposed; its state says what policy made of it",
  "action.released": "What policy blocked was released, and waits for a decision",
  "action.revised": "It was edited; the revision is new",
  "action.asked": "A reviewer asks its agent something; the question stands in the action",
  "action.answered": "The agent has answered",
  "action.reminded": "It still waits, and people were reminded",
  "action.escalated": "Nobody decided in time, and others are asked",
  "action.approved": "Approved; for a tool that the agent runs itself, its grant can be fetched",
  "action.rejected": "Rejected; the reason stands in the action",
  "action.cancelled": "Withdrawn",
  "action.expired": "Nobody decided, or nobody executed it, in time",
  "action.succeeded": "Carried out",
  "action.failed": "Failed for good, without effect",
  "action.lost_track": "Nobody knows whether it took effect; a person settles it",
  "action.settled": "A person said what became of it",
  "action.retried": "A failed action is tried again, as a new revision",
  "action.rollback_requested": "Somebody asked to undo it; the rollback is an action of its own",
  "action.rolled_back": "It was undone",
} as const;

export type WebhookEvent = keyof typeof WEBHOOK_EVENTS;
export const WEBHOOK_EVENT_TYPES = Object.keys(WEBHOOK_EVENTS) as WebhookEvent[];

/** Asked for by a person, to see that an endpoint works. */
export const TEST_EVENT = "endpoint.tested";
