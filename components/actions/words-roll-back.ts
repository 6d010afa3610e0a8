export const rollBack = {
  title: "Roll back",
  back: "The action",
  preview: { title: "What would change back", from: "Now", to: "After the rollback", nothing: "Nothing: it already is as it was before.", request: "request" },
  changed: {
    title: "Changed since",
    description: "Somebody or something changed it after this action did. A rollback is refused then, unless an admin insists.",
    caption: "What has changed since",
    from: "As this action left it",
    to: "Now",
    not: "It is still as this action left it.",
    unseen: "Whether it has changed since cannot be seen from here. Look at the target first if that matters.",
  },
  impossible: "It cannot be rolled back",
  toAction: "Back to the action",
} as const;

export const rollBackForm = {
  title: "Ask for the rollback",
  description: "It is an action of its own: classified, approved where its tier asks for it, executed and audited. You cannot approve what you ask for.",
  reason: "Reason",
  force: "Undo it although it has changed since",
  forceHint: "What changed since is overwritten. It is held as high risk.",
  onlyAdmins: "It has changed since: only an admin may undo it all the same.",
  back: "Back",
  submit: "Roll back",
} as const;
