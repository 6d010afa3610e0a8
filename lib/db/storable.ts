/** PostgreSQL has no text with a NUL in it: nothing that is stored can hold it, and asking for it is an error there. */
export const storable = (text: string): boolean => !text.includes("\0");
