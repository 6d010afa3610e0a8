/** What the parts that every area shares say by themselves. */

export const formDialog = { cancel: "Cancel", done: "Done" } as const;

export const secretOnce = { title: "This is the only time it is shown" } as const;

export const countdown = { past: "Past due", by: (moment: string) => `by ${moment}`, left: (time: string) => `${time} left` } as const;

export const changeList = {
  none: "Nothing differs from the version before.",
  whole: "all",
  was: "was",
  is: "is now",
  notSet: "not set",
  emptyText: "empty text",
} as const;

export const versionList = {
  title: "Versions",
  version: (version: number) => `Version ${version}`,
  current: "Current",
  setUp: "Set-up",
  changes: "What changed",
} as const;
