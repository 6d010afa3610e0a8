import { autonomy as words } from "./words";

/** The ceilings an agent may have; what goes beyond is blocked. */
export const AUTONOMY_CHOICES = Object.entries(words).map(([value, { choice }]) => ({ value, label: choice }));

export const autonomyWord = (autonomy: string): string => (autonomy in words ? words[autonomy as keyof typeof words].word : autonomy);
