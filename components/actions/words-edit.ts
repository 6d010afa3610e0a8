import { plural } from "@/components/words";

/** Apart from the other dialogs, since it is fetched when it is wanted. */
export const edit = {
  title: "Edit what would run",
  description: "It becomes a new revision: policy looks at it again, and votes on the one before no longer count.",
  differ: (count: number) => plural(count, { one: "1 field differs", other: `${count} fields differ` }),
  back: "Back",
  save: "Save edit",
  approve: "Save and approve",
  nothing: "Nothing differs from what the agent proposed.",
  params: "Params, as JSON",
  asJson: "As JSON",
  difference: { title: "What differs from what the agent proposed", from: "Proposed", to: "Edited" },
  note: "Why (optional)",
  none: "None",
  noObject: "Params are an object: { … }",
} as const;

/** What is wrong with what was typed. */
export const faults = { json: "This is not JSON.", number: "Give a number.", integer: "Give a whole number." } as const;
