/** Counts day by day. */
export const words = { table: "As a table", day: "Day" } as const;
