import { number, plural } from "@/components/words";
import type { Security, Topic, Way } from "@/lib/deliveries/view";

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
      trouble: { word: "Failed, unknown or held back", hint: "For owners of agents and admins, whatever its tier. What a halt holds back is told by mail and here, not in Slack" },
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

/** The page of everything about being told. */
export const notificationsPage = {
  title: "Notifications",
  description: "How people and programs hear of what happens. Whatever is slow or down here holds up no decision.",
  webhooks: {
    title: "Webhooks",
    empty: {
      title: "No endpoints yet",
      body: "An endpoint is told, signed, of what becomes of actions: an agent need not ask again and again. npm run webhooks:listen receives them on this machine.",
    },
  },
  slack: {
    title: "Slack",
    connected: (team: string) => `${team} is connected.`,
    channels: "Channels and rules",
    notConnected: "No workspace is connected.",
    setUp: "Set up Slack",
  },
  deliveries: {
    title: "Latest deliveries",
    all: "All of them",
    empty: { title: "Nothing was sent yet", body: "Each message appears here with its tries, what was sent and what was answered." },
  },
} as const;

export const mailServer = {
  title: "Mail",
  none: "Without a mail server people hear of things in the application only. Mails carry links and nothing to press.",
  description: "What waits for somebody is mailed to them: as one mail, however much it is. Each person chooses in their profile.",
  test: {
    trigger: "Send me a test",
    title: "Send a test mail?",
    description: "To your own address, through the server as it is saved.",
    confirm: "Send",
    done: "A test mail is on its way",
  },
  remove: {
    trigger: "Remove",
    title: "Send no mail any more?",
    description: "The server and its password are forgotten. People still hear of things in the application.",
    confirm: "Remove",
    done: "Nothing is mailed any more",
  },
  about: {
    server: "Server",
    encryption: "Encryption",
    from: "From",
    user: "Signs in as",
    withPassword: (user: string) => `${user}, with a password that is kept encrypted`,
    noUser: "Nobody: the server asks for no user",
  },
  security: {
    tls: "TLS from the first byte (usually port 465)",
    starttls: "STARTTLS, or not at all (usually port 587)",
    offered: "Whatever the server offers: only inside one's own network",
  } satisfies Record<Security, string>,
  form: {
    change: "Change",
    setUp: "Set up mail",
    title: "Mail server",
    submit: "Save",
    done: "Saved",
    host: { label: "Host", example: "smtp.example.com" },
    port: "Port",
    security: "Encryption",
    sender: { label: "From", hint: "An address, or a name with an address in <>", example: "Countersign <countersign@example.com>" },
    user: "User",
    password: { label: "Password", keep: "Empty keeps the one that is there." },
  },
} as const;
