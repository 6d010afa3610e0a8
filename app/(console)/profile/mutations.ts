"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { PreferencesInput, setPreferences } from "@/lib/deliveries/preferences";
import { Id } from "@/lib/ids";
import { mutation } from "@/lib/next/mutation";
import { paths } from "@/lib/paths";
import { changePassword } from "@/lib/people/change-password";
import { delegate, endDelegation } from "@/lib/people/delegations";
import { revokeAllSessions, revokeSession } from "@/lib/people/sessions";
import { confirmLink, lookUpCode, sendCode, unlinkSlack } from "@/lib/slack/links";

const Change = z.object({
  current: z.string().min(1, "Give your current password.").max(1000),
  password: z.string().min(1, "Give a new password.").max(1000),
});

export const changePasswordMutation = mutation(Change, async (person, given): Promise<void> => {
  await changePassword(person, given);
  revalidatePath(paths.profile);
});

export const revokeSessionMutation = mutation(z.object({ sessionId: Id }), async (person, { sessionId }): Promise<void> => {
  await revokeSession(person, sessionId);
  revalidatePath(paths.profile);
});

export const revokeOtherSessionsMutation = mutation(z.object({}), async (person): Promise<number> => {
  const ended = await revokeAllSessions(person, person.id);
  revalidatePath(paths.profile);
  return ended;
});

export const sendSlackCodeMutation = mutation(z.object({}), (person): Promise<void> => sendCode(person));

const code = z.string().trim().min(1, "Type the code that Slack shows you.").max(40);

/** Whose code it is; nothing is linked by asking. */
export const lookUpSlackMutation = mutation(z.object({ code }), (person, given) => lookUpCode(person, given.code));

const Confirmed = z.object({ code, userId: z.string().max(80), linkPassword: z.string().max(1_000).optional() });

export const confirmSlackMutation = mutation(Confirmed, async (person, { linkPassword, ...given }): Promise<void> => {
  await confirmLink(person, { ...given, password: linkPassword }, "/linkPassword");
  revalidatePath(paths.profile);
});

export const unlinkSlackMutation = mutation(z.object({}), async (person): Promise<void> => {
  await unlinkSlack(person);
  revalidatePath(paths.profile);
});

// A form without a tick sends nothing.
const nothing = { topics: [], tiers: [], groupIds: [] };
const way = z.preprocess((given) => ({ ...nothing, ...(given as object | undefined) }), PreferencesInput.shape.email);
const Preferences = z.object({ email: way, slack: way, app: way });

export const setPreferencesMutation = mutation(Preferences, async (person, given): Promise<null> => {
  await setPreferences(person, given);
  revalidatePath(paths.profile);
  return null;
});

// A browser sends a field that was left empty as an empty text.
const emptyToNone = (given: unknown) => (given === "" ? undefined : given);
const moment = (missing: string) => z.iso.datetime(missing).transform((text) => new Date(text));
const StandIn = z.object({
  from: Id,
  to: z.preprocess(emptyToNone, z.string("Choose somebody.").pipe(Id)),
  starts_at: z.preprocess(emptyToNone, moment("Give a day and a time.").optional()),
  ends_at: moment("Say until when."),
  note: z.string().trim().max(500).default(""),
});

/** Who stands in: for oneself from the profile, for others, as an admin, from their page. */
export const delegateMutation = mutation(StandIn, async (person, { from, to, starts_at: startsAt, ends_at: endsAt, note }): Promise<null> => {
  await delegate(person, { fromId: from, toId: to, startsAt, endsAt, note });
  standInChanged(from);
  return null;
});

export const endDelegationMutation = mutation(z.object({ id: Id, about: Id }), async (person, { id, about }): Promise<null> => {
  await endDelegation(person, id);
  standInChanged(about);
  return null;
});

function standInChanged(personId: string): void {
  revalidatePath(paths.profile);
  revalidatePath(paths.admin.person(personId));
}
