import { number, plural } from "@/components/words";

export const authLayout = { what: "Agents propose. Policy decides who must look. People countersign." } as const;

export const accountFields = {
  name: "Your name",
  nameHint: "Stands beside every decision you make.",
  email: "Email",
  password: "Password",
  passwordHint: (least: number) => `At least ${least} characters; a few unrelated words do well.`,
} as const;

export const passwordField = { show: "Show the password", hide: "Hide the password" } as const;

export const signIn = {
  title: "Sign in",
  toReview: "To review what agents propose.",
  toPage: "Then you go on to the page you asked for.",
  failed: "You could not be signed in. Try again here.",
  noAccount: "No account, or no password any more? Ask an admin of this deployment for a link.",
  submit: "Sign in",
} as const;

export const welcome = {
  title: "Welcome",
  text: "Nobody is here yet. Create the first admin; you invite everybody else, and connect your first agent, from inside.",
  submit: "Create the admin account",
} as const;

const may = { auditor: "read the history and the audit", reviewer: "review what agents propose", admin: "review and administer" } as const;

export const invitation = {
  page: "Invitation",
  over: "This link is over",
  overText: "It was used, revoked or has expired, or the link is not complete. Ask an admin for a new one.",
  toSignIn: "Go to sign in",
  title: "You are invited",
  /** The address stands between the two. */
  before: "As",
  after: (role: keyof typeof may) => `, to ${may[role]}.`,
  submit: "Accept and sign in",
  renew: { title: "Choose a new password", before: "For", after: ". Every open session of yours ends.", submit: "Set the password and sign in" },
} as const;

export const changePassword = {
  done: "Your password is changed. Every other session was signed out.",
  current: "Current password",
  next: "New password",
  submit: "Change password",
} as const;

export const sessionList = {
  current: "This session",
  /** Each stands before its moment. */
  lastUsed: "last used",
  signedIn: "signed in",
  end: "Sign out",
  endOf: (device: string) => `Sign out ${device}`,
  endOthers: "Sign out everywhere else",
  noOthers: "You are signed in nowhere else.",
  ended: (count: number) => plural(count, { one: "1 session signed out", other: `${number(count)} sessions signed out` }),
} as const;

/** A browser and a system, as far as they are known. */
export const device = { unknown: "Unknown device", of: (browser: string, system: string) => `${browser} on ${system}` } as const;

export const profilePage = {
  title: "Profile",
  description: "Your account, what you may approve, and where you are signed in.",
  you: "You",
  youHint: "An admin changes these under People.",
  name: "Name",
  email: "Email",
  role: "Role",
  roles: {
    auditor: "Auditor: reads everything, decides nothing",
    reviewer: "Reviewer: decides what agents propose",
    admin: "Admin: decides and administers",
  },
  groups: "Groups",
  noGroups: "None: you fill no approval slot",
  slack: "Slack",
  slackHint: "Decide low and medium actions where you read about them.",
  keyboard: "Keyboard and rows",
  keyboardHint: "For this browser only. Press ? anywhere to see all keys.",
  password: "Password",
  passwordHint: "Changing it signs out every other session.",
  sessions: "Sessions",
  sessionsHint: "Sign out what you do not recognise, then change your password.",
} as const;
