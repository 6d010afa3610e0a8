import type { Person } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { db, json, sql, transact } from "@/lib/db/tx";
import { requireAdmin } from "@/lib/people/may";

/** What admins may switch, and what holds while nobody has. */
const DEFAULTS = {
  /** I7: whether the only person who qualifies may approve what is their own, with their password and a reason. */
  self_approval_when_alone: true,
} as const;

export type Settings = { -readonly [Key in keyof typeof DEFAULTS]: boolean };
export type SettingKey = keyof Settings;

export async function readSettings(): Promise<Settings> {
  const rows = await db.all<{ key: string; value: unknown }>(sql`SELECT key, value FROM settings WHERE key = ANY(${Object.keys(DEFAULTS)})`);
  const given = Object.fromEntries(rows.filter(({ value }) => typeof value === "boolean").map(({ key, value }) => [key, value]));
  return { ...DEFAULTS, ...given };
}

export async function changeSetting(admin: Person, { key, value }: { key: SettingKey; value: boolean }): Promise<void> {
  requireAdmin(admin);
  await transact(async (tx) => {
    await tx.run(sql`INSERT INTO settings (key, value, updated_by) VALUES (${key}, ${json(DEFAULTS[key])}, ${admin.id}) ON CONFLICT DO NOTHING`);
    const before = await tx.one<{ value: boolean }>(sql`SELECT value FROM settings WHERE key = ${key} FOR UPDATE`);
    if (before!.value === value) return;
    await tx.run(sql`UPDATE settings SET value = ${json(value)}, updated_at = clock_timestamp(), updated_by = ${admin.id} WHERE key = ${key}`);
    await record(tx, { type: "setting.changed", actor: admin, subject: { kind: "setting", id: key }, data: { before: before!.value, after: value } });
  });
}
