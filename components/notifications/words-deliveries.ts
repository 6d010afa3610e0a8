import { number } from "@/components/words";
import type { DeliveryAttemptView, DeliveryLine, DeliveryStatus } from "@/lib/deliveries/view";

/** Where a message stands, whatever carries it. */
export const deliveryStates = {
  channels: { webhook: "Webhook", email: "Email", slack: "Slack" } satisfies Record<DeliveryLine["channel"], string>,
  statuses: { waiting: "Waiting", delivered: "Delivered", failed: "Failed", dropped: "Not needed" } satisfies Record<DeliveryStatus, string>,
  retrying: "Trying again",
  outcomes: {
    delivered: "Delivered",
    retry: "To be tried again",
    failed: "Failed",
    dropped: "Not needed",
    lost: "Interrupted",
  } satisfies Record<NonNullable<DeliveryAttemptView["outcome"]>, string>,
} as const;

export const deliveriesPage = {
  title: "Deliveries",
  description: "Every message, with its tries. What failed can be sent again.",
  back: "Notifications",
  states: "State",
  all: "All",
  empty: "Nothing here",
  pages: "Pages of deliveries",
} as const;

export const deliveryTable = { title: "Deliveries, the newest first", event: "Event", to: "To", state: "State", tries: "Tries", made: "Made" } as const;

/** The page of one message. */
export const deliveryPage = {
  tab: "Delivery",
  back: "Notifications",
  replay: {
    trigger: "Replay",
    title: "Send it again?",
    description: "Under the same id, so that whoever has it already can tell.",
    confirm: "Send again",
    done: "It is being sent again",
  },
  about: {
    title: "About",
    to: "To",
    event: "Event",
    action: "Action",
    tellsOf: "Tells of",
    change: (sequence: number, revision: number) => `Event ${sequence} of revision ${revision}`,
    id: "Id",
    made: "Made",
    nextTry: "Next try",
    lastResult: "Last result",
  },
  tries: { title: "Tries", none: "It was not tried yet." },
} as const;

export const attempt = {
  title: (count: number) => `Try ${count}`,
  underWay: "Under way",
  took: (ms: number) => `${number(ms)} ms`,
  request: "Request",
  response: "Response",
} as const;

/** Who was told of an action. */
export const told = { title: "Who was told", more: (count: number) => `${count} more` } as const;
