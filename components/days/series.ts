/** What is counted, from the bottom of a bar to its top. */
export type Series<Key extends string = string> = readonly { key: Key; label: string; colour: string }[];

export type Day<Key extends string = string> = { /** `2026-11-21` */ day: string } & Readonly<Record<Key, number>>;
