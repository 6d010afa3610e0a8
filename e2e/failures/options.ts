export type Options = { names: string[]; kills: number; actions: number };
