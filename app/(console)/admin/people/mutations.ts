"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { deactivatePerson } from "@/lib/actions/desk/deactivate-person";
import { env } from "@/lib/env";
import { Id } from "@/lib/ids";
import { mutation } from "@/lib/next/mutation";
import { paths } from "@/lib/paths";
import { setGroups } from "@/lib/people/groups";
import { invite, offerNewPassword, revokeInvitation } from "@/lib/people/invitations";
import { ROLES } from "@/lib/people/may";
import { changeRole, reactivate } from "@/lib/people/roles";
import { revokeAllSessions, revokeSession } from "@/lib/people/sessions";
import { unlinkSlack } from "@/lib/slack/links";

// Shown once; the page is read again when its dialog closes.
const linkOf = (token: string) => ({ link: `${env().PUBLIC_URL}${paths.invitation(token)}` });
// A form without a tick sends nothing.
const groupIds = z.preprocess((given) => given ?? [], z.array(Id));
const One = z.object({ personId: Id });

export const inviteMutation = mutation(z.object({ email: z.email("Give an email address.").max(254), role: z.enum(ROLES), groupIds }), async (person, given) => {
  const { token } = await invite(person, given);
  return linkOf(token);
});

export const revokeInvitationMutation = mutation(z.object({ invitationId: Id }), async (person, { invitationId }): Promise<void> => {
  await revokeInvitation(person, invitationId);
  revalidatePath(paths.admin.people);
});

export const offerPasswordMutation = mutation(One, async (person, { personId }) => {
  const { token } = await offerNewPassword(person, personId);
  return linkOf(token);
});

export const changeRoleMutation = mutation(z.object({ personId: Id, role: z.enum(ROLES) }), async (person, given): Promise<void> => {
  await changeRole(person, given);
  revalidatePath(paths.admin.person(given.personId));
});

export const setGroupsMutation = mutation(z.object({ personId: Id, groupIds }), async (person, given): Promise<void> => {
  await setGroups(person, given);
  revalidatePath(paths.admin.person(given.personId));
});

export const deactivateMutation = mutation(z.object({ personId: Id, reason: z.string().trim().max(500).default("") }), async (person, given): Promise<void> => {
  await deactivatePerson(person, given);
  revalidatePath(paths.admin.person(given.personId));
});

export const reactivateMutation = mutation(One, async (person, { personId }): Promise<void> => {
  await reactivate(person, personId);
  revalidatePath(paths.admin.person(personId));
});

export const endSessionMutation = mutation(z.object({ sessionId: Id }), async (person, { sessionId }): Promise<void> => {
  await revokeSession(person, sessionId);
  revalidatePath(paths.admin.people, "layout");
});

export const endSessionsMutation = mutation(One, async (person, { personId }): Promise<void> => {
  await revokeAllSessions(person, personId);
  revalidatePath(paths.admin.person(personId));
});

export const unlinkSlackOfMutation = mutation(One, async (person, { personId }): Promise<void> => {
  await unlinkSlack(person, personId);
  revalidatePath(paths.admin.person(personId));
});
