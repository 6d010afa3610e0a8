/** The page of the workspace. */
export const slackPage = {
  back: "Notifications",
  title: "Slack",
  description: "Low and medium actions can be decided there; a high one only opened.",
  connected: "Connected. Its secrets are encrypted and shown to nobody.",
  disconnect: {
    trigger: "Disconnect",
    title: (team: string) => `Disconnect ${team}?`,
    description: "Nothing is sent there any more, and nothing that is pressed there counts.",
    confirm: "Disconnect",
    done: "The workspace is disconnected",
  },
  about: {
    workspace: "Workspace",
    connectedAt: "Connected",
    lastClick: "Last click",
    noClick: "None yet: the signing secret proves itself with the first",
    sent: "Sent",
    everyMessage: "Every message with its tries",
  },
  channels: { title: "Channels", description: "Invite the app to each: write /invite @Countersign there." },
  app: {
    title: "The app's manifest",
    make: "Make the app",
    description: "At api.slack.com/apps choose Create New App, From a manifest, and paste this.",
    steps: [
      "Paste the manifest, create the app and install it to your workspace.",
      "Copy the bot token (OAuth & Permissions) and the signing secret (Basic Information) and connect the workspace here.",
      "Invite the app to a channel and name that channel here.",
      "Everybody links their own Slack user on their profile page. Who is not linked decides nothing in Slack.",
    ],
    manifest: "App manifest",
  },
} as const;

export const connectForm = {
  first: { title: "Connect a workspace", submit: "Connect", done: "The workspace is connected" },
  again: { title: "Replace the secrets", submit: "Replace", done: "The secrets are replaced" },
  description: "Both stand on the app's pages at api.slack.com. They are encrypted as soon as they arrive and shown to nobody again.",
  botToken: { label: "Bot token", hint: "Under OAuth & Permissions, once the app is installed. It begins with xoxb-." },
  signingSecret: { label: "Signing secret", hint: "Under Basic Information, App Credentials." },
} as const;

/** What a channel's id looks like. */
const channelExample = "C0123456789";

export const channelForm = {
  label: "Usual channel",
  hint: "Its id, at the end of the channel's details in Slack. Empty: only the rules below.",
  example: channelExample,
  save: "Save",
  saved: "Saved",
} as const;

const tiers = { low: "Low", medium: "Medium", high: "High" } as const;

export const routeTable = {
  title: "Channels by rule",
  channel: "Channel",
  group: "Group asked",
  tier: "Tier",
  tiers,
  rule: "Policy rule",
  any: "Any",
  remove: {
    trigger: "Remove",
    title: (channel: string) => `Remove the rule for ${channel}?`,
    description: "What is there stays there and is kept up to date; new actions go where the other rules say.",
    confirm: "Remove rule",
    done: "The rule is removed",
  },
} as const;

export const routeForm = {
  title: "Add a rule",
  description: "Every rule that matches an action sends it to its channel. What you leave open matches everything.",
  submit: "Add rule",
  done: "The rule is added",
  channel: { label: "Channel", hint: "Its id, at the end of the channel's details in Slack", example: channelExample },
  group: { label: "When this group is asked", any: "Any group" },
  tier: { label: "When the tier is", any: "Any tier", tiers },
  rule: { label: "When this policy rule matched", hint: "The rule's name as it stands in the policy" },
} as const;

export const testMessage = {
  button: "Send a test message",
  good: "It arrived",
  bad: "It did not arrive",
  refused: "The test was refused",
} as const;

/** Tying a Slack user to an account. */
export const linkUser = {
  linked: { before: "Linked ", after: ". What this user presses in Slack counts as yours." },
  unlink: {
    trigger: "Unlink",
    title: (user: string) => `Unlink ${user}?`,
    description: "Nothing that this Slack user presses is yours any more. What you decided stays decided.",
    confirm: "Unlink",
    done: "The Slack user is unlinked",
  },
  code: {
    intro: "Press a button on any message of Countersign in Slack and you get a code there, or have one sent to the Slack user with your email address. Then type it here.",
    send: "Send me a code in Slack",
    sent: "A code is in your messages in Slack.",
    label: "Code from Slack",
    example: "ABCD-2345",
    lookUp: "Look up",
  },
  confirm: {
    /** Around the user's name and id. */
    whose: { before: "This code belongs to ", after: (team: string) => ` in ${team}. Is that you? What this user presses in Slack will count as decided by you.` },
    otherAddress: {
      title: "This Slack user has another email address than you",
      body: "If somebody else gave you this code, stop: they would decide in your name.",
    },
    password: "Your password",
    yes: "Yes, link this Slack user",
    no: "No",
    done: "Your Slack user is linked",
  },
} as const;
