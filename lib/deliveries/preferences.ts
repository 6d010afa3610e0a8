import { z } from "zod";
import type { Person } from "@/lib/actor";
import { db, sql, transact, type Db } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { Id } from "@/lib/ids";
import { TOPIC_NAMES, WAYS, type Topic, type Way } from "./view";

const TIERS = ["low", "medium", "high"] as const;
export type PreferenceTier = (typeof TIERS)[number];

/** What a person wants to hear one way. No groups: of all of theirs. */
export type Preferences = { topics: Topic[]; tiers: PreferenceTier[]; groupIds: string[] };

/** In the application the queue says what waits and the history what was decided; a notice adds the rest. */
const NOTICED: readonly Topic[] = ["reminder", "answered", "trouble"];

/** What holds until somebody says otherwise. Direct messages are asked for: channels tell of actions already. */
export const USUAL: Record<Way, Preferences> = {
  email: { topics: ["pending", "reminder", "answered", "trouble"], tiers: ["medium", "high"], groupIds: [] },
  slack: { topics: [], tiers: ["medium", "high"], groupIds: [] },
  app: { topics: [...NOTICED], tiers: [...TIERS], groupIds: [] },
};

const One = z.object({
  topics: z.array(z.enum(TOPIC_NAMES)),
  tiers: z.array(z.enum(TIERS)),
  groupIds: z.array(Id).max(100),
});
export const PreferencesInput = z.object({ email: One, slack: One, app: One });

export async function preferencesOf(person: Pick<Person, "id">): Promise<Record<Way, Preferences>> {
  const rows = await db.all<{ channel: Way } & Preferences>(sql`SELECT channel, topics, tiers, group_ids FROM notification_preferences WHERE person_id = ${person.id}`);
  const said = new Map(rows.map(({ channel, ...preferences }) => [channel, preferences]));
  const of = (way: Way) => said.get(way) ?? USUAL[way];
  return { email: of("email"), slack: of("slack"), app: of("app") };
}

/** What each wants to hear this way. */
export async function preferencesOfAll(from: Db, way: Way, personIds: readonly string[]): Promise<(personId: string) => Preferences> {
  const rows = await from.all<{ personId: string } & Preferences>(sql`
    SELECT person_id, topics, tiers, group_ids FROM notification_preferences WHERE channel = ${way} AND person_id = ANY(${personIds}::uuid[])`);
  const said = new Map(rows.map(({ personId, ...preferences }) => [personId, preferences]));
  return (personId) => said.get(personId) ?? USUAL[way];
}

/** One's own; not evidence, so no event. @throws Refusal `invalid` for a group that one is not in */
export async function setPreferences(person: Person, input: z.input<typeof PreferencesInput>): Promise<void> {
  const given = PreferencesInput.parse(input);
  const wrong = WAYS.find((way) => given[way].groupIds.some((id) => !person.groupIds.includes(id)));
  if (wrong) {
    const detail = "You are not in one of these groups any more. Reload the page.";
    throw new Refusal("invalid", detail, { faults: [{ pointer: `/${wrong}/groupIds`, detail }] });
  }
  const unique = <T>(list: readonly T[]) => [...new Set(list)];
  await transact(async (tx) => {
    for (const way of WAYS) {
      const { topics, tiers, groupIds } = given[way];
      await tx.run(sql`
        INSERT INTO notification_preferences (person_id, channel, topics, tiers, group_ids)
        VALUES (${person.id}, ${way}, ${unique(topics)}::text[], ${unique(tiers)}::text[], ${unique(groupIds)}::uuid[])
        ON CONFLICT (person_id, channel) DO UPDATE SET topics = excluded.topics, tiers = excluded.tiers, group_ids = excluded.group_ids, updated_at = clock_timestamp()`);
    }
  });
}

/** One's own groups, for the form. */
export const groupChoices = (person: Person): Promise<{ value: string; label: string }[]> =>
  db.all(sql`SELECT id AS value, name AS label FROM groups WHERE id = ANY(${person.groupIds}::uuid[]) ORDER BY name`);
