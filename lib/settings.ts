import type { Person } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { db, json, sql, transact } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { requireAdmin } from "@/lib/people/may";

/** What admins may switch, and what holds while nobody has. */
const DEFAULTS = {
  /** I7: whether the only person who qualifies may approve what is their own, with their password and a reason. */
  self_approval_when_alone: true,
  /** After this many actions in a row that failed for good or ended nobody knows how (one agent, one tool, within an hour) people are told. */
  failures_before_notice: 3,
  /** After twice as many the tool is halted. */
  pause_after_failures: true,
  /** Days after which deliveries that are over are cleared away. */
  keep_deliveries_days: 90,
} as const;

export type Settings = { -readonly [Key in keyof typeof DEFAULTS]: (typeof DEFAULTS)[Key] extends boolean ? boolean : number };
export type SettingKey = keyof Settings;
/** The setting to change, with its new value. */
export type SettingChange = { [Key in SettingKey]: { key: Key; value: Settings[Key] } }[SettingKey];

/** `self_approval_when_alone`, for the statement that asks whether somebody is alone. */
export const ALONE_ALLOWED = sql`coalesce((SELECT value <> 'false'::jsonb FROM settings WHERE key = 'self_approval_when_alone'), true)`;

/** Where numbers begin and end. */
const RANGE: Partial<Record<SettingKey, readonly [number, number]>> = { failures_before_notice: [1, 100], keep_deliveries_days: [1, 3_650] };

export async function readSettings(): Promise<Settings> {
  const rows = await db.all<{ key: string; value: unknown }>(sql`SELECT key, value FROM settings WHERE key = ANY(${Object.keys(DEFAULTS)})`);
  const given = Object.fromEntries(rows.filter(({ key, value }) => typeof value === typeof DEFAULTS[key as SettingKey]).map(({ key, value }) => [key, value]));
  return { ...DEFAULTS, ...given };
}

export async function changeSetting(admin: Person, { key, value }: SettingChange): Promise<void> {
  requireAdmin(admin);
  const [least, most] = RANGE[key] ?? [0, 0];
  if (typeof value === "number" && !(Number.isInteger(value) && value >= least && value <= most)) {
    const detail = `is a number from ${least} to ${most}`;
    throw new Refusal("invalid", `This setting ${detail}.`, { faults: [{ pointer: `/${key}`, detail }] });
  }
  await transact(async (tx) => {
    await tx.run(sql`INSERT INTO settings (key, value, updated_by) VALUES (${key}, ${json(DEFAULTS[key])}, ${admin.id}) ON CONFLICT DO NOTHING`);
    const before = await tx.one<{ value: boolean | number }>(sql`SELECT value FROM settings WHERE key = ${key} FOR UPDATE`);
    if (before!.value === value) return;
    await tx.run(sql`UPDATE settings SET value = ${json(value)}, updated_at = clock_timestamp(), updated_by = ${admin.id} WHERE key = ${key}`);
    await record(tx, { type: "setting.changed", actor: admin, subject: { kind: "setting", id: key }, data: { before: before!.value, after: value } });
  });
}
