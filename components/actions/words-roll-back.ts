export const rollBack = {
  title: "Roll back",
  back: "The action",
  preview: { title: "What would change back", from: "Now", to: "After the rollback", nothing: "Nothing: it already is as it was before.", request: "request" },
  changed: {
    title: "Changed since",
    refused: "Somebody or something changed it after the action did. A rollback is refused then, unless an admin insists.",
    forced: "Somebody or something changed it after the action did. An admin insists on the rollback, so whatever it changes back is overwritten.",
    caption: "What has changed since",
    from: "As the action left it",
    to: "Now",
    not: "It is still as the action left it.",
    unseen: "Whether it has changed since cannot be seen from here. Look at the target first if that matters.",
  },
  impossible: "It cannot be rolled back",
  toAction: "Back to the action",
} as const;

/** On the page of a rollback that waits. */
export const askedRollback = { notShown: (why: string) => `What would change back is not shown: ${why}` } as const;

export const rollBackForm = {
  title: "Ask for the rollback",
  description: "It is an action of its own: classified, approved where its tier asks for it, executed and audited. You cannot approve what you ask for.",
  reason: "Reason",
  force: "Undo it although it has changed since",
  forceHint: "What changed since is overwritten. It is held as high risk.",
  missing: "Say why it should be undone.",
  unsure: "Say that it shall be overwritten, or go back.",
  onlyAdmins: "It has changed since: only an admin may undo it all the same.",
  back: "Back",
  submit: "Roll back",
} as const;
