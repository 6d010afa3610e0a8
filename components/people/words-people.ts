export const peoplePage = {
  title: "People",
  description: "Who signs in, what they may do in general, and which approval slots they fill.",
  person: "Person",
  role: "Role",
  groups: "Groups",
  agents: "Agents",
  lastSeen: "Last seen",
  none: "None",
  never: "Never",
  deactivated: "Deactivated",
  invitations: {
    title: "Open invitations",
    email: "Email",
    role: "Role",
    by: "Invited by",
    until: "Works until",
    doing: "What can be done",
    expired: "Expired",
    revoke: "Revoke",
    revokeTitle: (email: string) => `Revoke the invitation of ${email}?`,
    revokeDescription: "The link stops working. You can invite them again.",
    revokeConfirm: "Revoke invitation",
    revoked: "The invitation is revoked",
  },
} as const;

export const personPage = {
  title: "Person",
  back: "People",
  deactivated: "Deactivated",
  notYourself: "You cannot deactivate yourself. Ask another admin.",
  reactivate: {
    button: "Reactivate",
    title: (name: string) => `Reactivate ${name}?`,
    description: "They may sign in again with their old password. Agents they own stay halted until somebody is made their owner.",
    done: (name: string) => `${name} is active again`,
  },
  about: "About",
  role: "Role",
  groups: "Groups",
  noGroups: "None: fills no approval slot",
  agents: "Agents",
  noAgents: "None",
  joined: "Joined",
  evidence: "Evidence",
  did: "What they did",
  wasDone: "what was done to their account",
  slack: {
    title: "Slack",
    description: "What this Slack user presses counts as theirs.",
    /** Before the moment. */
    linked: "linked",
    unlink: "Unlink",
    unlinkTitle: (user: string) => `Unlink ${user}?`,
    unlinkDescription: (name: string) => `Nothing that this Slack user presses is ${name}'s any more, until they link it again.`,
    unlinked: "The Slack user is unlinked",
  },
  sessions: {
    title: "Sessions",
    description: "Where they are signed in.",
    none: "Not signed in anywhere.",
    end: "Sign out everywhere",
    endTitle: (name: string) => `Sign ${name} out everywhere?`,
    endOwn: "Every session but this one ends.",
    endTheirs: "They can sign in again with their password.",
    endConfirm: "Sign out",
    ended: "Signed out",
  },
} as const;

export const deactivate = {
  button: "Deactivate",
  title: (name: string) => `Deactivate ${name}?`,
  means: (agents: readonly string[]) => [
    "They are signed out everywhere, at once.",
    "Their votes on what still waits stop counting.",
    "Invitations they sent stop working.",
    agents.length === 0 ? "They own no agents." : `${agents.join(", ")}: halted until somebody else owns ${agents.length === 1 ? "it" : "them"}.`,
    "What they decided stays in the history. They can be reactivated.",
  ],
  reason: "Reason",
  done: (name: string) => `${name} is deactivated`,
} as const;

export const invitePerson = {
  trigger: "Invite somebody",
  title: "Invite somebody",
  description: "You get a link to send them; with it they choose their name and password.",
  submit: "Make the link",
  link: "Invitation link",
  linkHint: "Send it to them yourself. It works once, for seven days.",
  email: "Email",
  role: "Role",
  groups: "Groups",
  groupsHint: "Groups fill approval slots.",
} as const;

export const changeRole = {
  trigger: "Change role",
  title: (name: string) => `What may ${name} do?`,
  description: "It holds from their next request.",
  role: "Role",
  submit: "Change role",
  done: "The role is changed",
} as const;

export const changeGroups = {
  trigger: "Change groups",
  title: (name: string) => `Groups of ${name}`,
  description: "A person's votes count for the groups they belong to when votes are counted.",
  groups: "Groups",
  submit: "Save",
  done: "The groups are changed",
} as const;

export const offerPassword = {
  trigger: "New password",
  title: (name: string) => `A new password for ${name}`,
  description: "Makes a link with which they choose one. Until then the old password holds.",
  submit: "Make the link",
  link: "Link for a new password",
  linkHint: "Give it to them yourself, and to nobody else: whoever has it can sign in as them.",
} as const;

export const groupsPage = {
  title: "Groups",
  description: "Tiers ask groups for approvals; a person's vote counts for the groups they belong to.",
  empty: "Nobody yet. Add people on their own pages, under People.",
  deactivated: "deactivated",
  delete: "Delete",
  deleteRefused: "It has members. Take them out first.",
  deleteTitle: (name: string) => `Delete ${name}?`,
  deleteDescription: "Only a group that no tier and no waiting action asks for can be deleted.",
  deleteConfirm: "Delete group",
  deleted: "The group is deleted",
} as const;

export const groupFields = { name: "Name", description: "Description" } as const;

export const createGroup = {
  trigger: "Create a group",
  title: "Create a group",
  description: "Tiers may then ask it for approvals.",
  submit: "Create group",
  done: "The group is created",
} as const;

export const editGroup = {
  trigger: "Edit",
  title: (name: string) => `Edit ${name}`,
  description: "A group that the policy or a waiting action asks for keeps its name.",
  submit: "Save",
  done: "Saved",
} as const;
