/** The few words that the building blocks say by themselves; all others come from whoever uses them. */

export const dialog = { close: "Close", cancel: "Cancel" } as const;

export const copyButton = {
  label: "Copy",
  of: (what: string) => `Copy ${what}`,
  done: "Copied",
  failed: "Select and copy by hand",
} as const;

export const field = { optional: "optional" } as const;

/** Said of two or more. */
export const formErrors = { title: (count: number) => `${count} things need another look` } as const;

export const jsonTree = {
  items: (count: number) => (count === 1 ? "1 item" : `${count} items`),
  fields: (count: number) => (count === 1 ? "1 field" : `${count} fields`),
  emptyText: "empty text",
  emptyList: "empty list",
  noFields: "no fields",
} as const;

export const onDemand = { failed: "This could not be loaded. Look at your connection, then try again." } as const;

export const pagination = { label: "Pages", newer: "Newer", older: "Older" } as const;

export const skeleton = { label: "Loading" } as const;

export const toaster = { label: "Notifications", dismiss: "Dismiss" } as const;

/** How characters are named that hide, reorder or imitate. */
export const suspicious = {
  names: {
    0x00a0: "no-break space",
    0x00ad: "soft hyphen",
    0x034f: "grapheme joiner",
    0x061c: "Arabic letter mark",
    0x115f: "Hangul filler",
    0x1160: "Hangul filler",
    0x1680: "unusual space",
    0x180e: "Mongolian vowel separator",
    0x200b: "zero-width space",
    0x200c: "zero-width non-joiner",
    0x200d: "zero-width joiner",
    0x200e: "left-to-right mark",
    0x200f: "right-to-left mark",
    0x2028: "line separator",
    0x2029: "paragraph separator",
    0x202a: "left-to-right embedding",
    0x202b: "right-to-left embedding",
    0x202c: "end of direction change",
    0x202d: "left-to-right override",
    0x202e: "right-to-left override",
    0x2060: "word joiner",
    0x2066: "left-to-right isolate",
    0x2067: "right-to-left isolate",
    0x2068: "first strong isolate",
    0x2069: "end of isolate",
    0x3164: "Hangul filler",
    0xfeff: "byte order mark",
    0xffa0: "Hangul filler",
  } as Readonly<Record<number, string>>,
  space: "unusual space",
  tag: "invisible tag",
  other: "invisible character",
  mixed: (letters: readonly { letter: string; code: string }[]) => `mixed alphabets: ${letters.map(({ letter, code }) => `“${letter}” is ${code}`).join(", ")}`,
  cyrillic: "Cyrillic letters that look like Latin ones",
  styled: "letters that only look like plain ones",
} as const;
