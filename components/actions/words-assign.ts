/** What is said when somebody else is asked to decide. */
export const assign = {
  title: "Who should decide this?",
  description: "It directs attention and gives no rights: they are told, it leaves your queue, and whoever else may decide still may.",
  who: "Who",
  placeholder: "A name or a group",
  loading: "Looking who could",
  none: "Nobody who could decide this has that name.",
  nobody: "Nobody else could decide this.",
  group: "group",
  back: "Back to everybody",
  now: (name: string) => `now ${name}`,
  note: "Note",
  noteHint: "They read it with the notice.",
} as const;
