import { z } from "zod";

const UNIT = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** `10s`, `30m`, `2h`, `7d`: read to seconds. */
export const Duration = z
  .string()
  .regex(/^\d{1,6}[smhd]$/, { error: "write a duration as a number and a unit: 10s, 30m, 2h, 7d", abort: true })
  .refine((text) => seconds(text) <= 366 * 86_400, "a duration is at most 366d");

export const seconds = (duration: string): number =>
  Number(duration.slice(0, -1)) * UNIT[duration.at(-1) as keyof typeof UNIT];

export const Slot = z.strictObject({
  group: z.string().min(1).max(80),
  approvals: z.int().min(1).max(10),
});
