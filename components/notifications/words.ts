import { number, plural } from "@/components/words";
import type { Topic, Way } from "@/lib/deliveries/view";

/** Sentences about what people hear of, and how. */
export const words = {
  preferences: {
    title: "What you hear of",
    description: "By mail, in Slack and here. Whatever you choose, what needs you stands in your queue.",
    table: "What you hear of, by channel",
    ways: { email: "Mail", slack: "Slack", app: "In the app" } satisfies Record<Way, string>,
    /** A box's own name: its row and its column. */
    box: (row: string, way: string) => `${row}: ${way}`,
    what: "What",
    topics: {
      pending: { word: "Waiting for me", hint: "One of my groups may decide it" },
      reminder: { word: "Reminders and escalations", hint: "It still waits, or my group is asked now" },
      answered: { word: "Answers to my questions", hint: "Whatever its tier" },
      decided: { word: "Decided by others", hint: "Of what I was told of; or it ran out of time" },
      trouble: { word: "Failed, unknown or held back", hint: "For owners of agents and admins, whatever its tier" },
    } satisfies Record<Topic, { word: string; hint: string }>,
    elsewhere: { pending: "the queue", decided: "the history" },
    tiers: { title: "Of these tiers", low: "Low", medium: "Medium", high: "High" },
    groups: { title: "That ask these of my groups", hint: "None ticked: all of them" },
    noMail: "No mail server is set up, so nothing is mailed yet. An admin does that under Notifications.",
    notLinked: "Your Slack user is not linked, so nothing is written to you there yet. Link it above.",
    noSlack: "No Slack workspace is connected, so nothing is written to you there yet.",
    slackHint: "In Slack you get direct messages, with buttons for what may be decided there.",
    save: "Save",
    saved: "Saved",
  },
  keeping: {
    title: "How long deliveries are kept",
    description: "What was sent and answered, with its tries. What still waits is never cleared away.",
    days: "Days",
    hint: (days: number) => `After ${number(days)} ${plural(days, { one: "day", other: "days" })} a delivery that is over is cleared away. The audit trail keeps what was told of.`,
    save: "Save",
    saved: "Saved",
  },
} as const;
