import { z } from "zod";
import type { Person } from "@/lib/actor";
import { db, sql, transact, type Db } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { Id } from "@/lib/ids";
import { TOPIC_NAMES, type Topic } from "./email/topics";

const TIERS = ["low", "medium", "high"] as const;
export type PreferenceTier = (typeof TIERS)[number];

/** What a person wants to hear by mail. No groups: of all of theirs. */
export type Preferences = { topics: Topic[]; tiers: PreferenceTier[]; groupIds: string[] };

/** What holds until somebody says otherwise. */
export const USUAL: Preferences = { topics: ["pending", "reminder", "trouble"], tiers: ["medium", "high"], groupIds: [] };

export const PreferencesInput = z.object({
  topics: z.array(z.enum(TOPIC_NAMES)),
  tiers: z.array(z.enum(TIERS)),
  groupIds: z.array(Id).max(100),
});

export async function preferencesOf(person: Pick<Person, "id">): Promise<Preferences> {
  return (await preferencesOfAll(db, [person.id])).get(person.id) ?? USUAL;
}

/** Those who said nothing are left out: `USUAL` holds for them. */
export async function preferencesOfAll(from: Db, personIds: readonly string[]): Promise<Map<string, Preferences>> {
  const rows = await from.all<{ personId: string } & Preferences>(sql`
    SELECT person_id, topics, tiers, group_ids FROM notification_preferences WHERE channel = 'email' AND person_id = ANY(${personIds}::uuid[])`);
  return new Map(rows.map(({ personId, ...preferences }) => [personId, preferences]));
}

/** One's own; not evidence, so no event. @throws Refusal `invalid` for a group that one is not in */
export async function setPreferences(person: Person, input: z.input<typeof PreferencesInput>): Promise<void> {
  const { topics, tiers, groupIds } = PreferencesInput.parse(input);
  if (groupIds.some((id) => !person.groupIds.includes(id))) {
    const detail = "You are not in one of these groups any more. Reload the page.";
    throw new Refusal("invalid", detail, { faults: [{ pointer: "/groupIds", detail }] });
  }
  const unique = <T>(list: readonly T[]) => [...new Set(list)];
  await transact((tx) =>
    tx.run(sql`
      INSERT INTO notification_preferences (person_id, channel, topics, tiers, group_ids)
      VALUES (${person.id}, 'email', ${unique(topics)}::text[], ${unique(tiers)}::text[], ${unique(groupIds)}::uuid[])
      ON CONFLICT (person_id, channel) DO UPDATE SET topics = excluded.topics, tiers = excluded.tiers, group_ids = excluded.group_ids, updated_at = clock_timestamp()`),
  );
}

/** One's own groups, for the form. */
export const groupChoices = (person: Person): Promise<{ value: string; label: string }[]> =>
  db.all(sql`SELECT id AS value, name AS label FROM groups WHERE id = ANY(${person.groupIds}::uuid[]) ORDER BY name`);
