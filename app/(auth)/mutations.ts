"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { openMutation } from "@/lib/next/mutation";
import { safeNext } from "@/lib/next/next-path";
import { keepSession } from "@/lib/next/session";
import { currentVisit } from "@/lib/next/visit";
import { paths } from "@/lib/paths";
import { createFirstAdmin } from "@/lib/people/first-admin";
import { acceptInvitation } from "@/lib/people/invitations";
import { signIn } from "@/lib/people/sign-in";

const Name = z.string().trim().min(1, "Give your name.").max(120, "Use at most 120 characters.");
const Email = z.string().trim().max(254).pipe(z.email("This is not an email address."));
// What a good password is, the verb says.
const Password = z.string().min(1, "Give a password.").max(1000);

const SignIn = z.object({
  email: z.string().trim().min(1, "Give your email address.").max(320),
  password: z.string().min(1, "Give your password.").max(1000),
  next: z.string().max(2000).optional(),
});

export const signInMutation = openMutation(SignIn, async ({ email, password, next }): Promise<void> => {
  await enter(email, password);
  redirect(safeNext(next));
});

export const createFirstAdminMutation = openMutation(z.object({ name: Name, email: Email, password: Password }), async (given): Promise<void> => {
  await createFirstAdmin(given);
  await enter(given.email, given.password);
  redirect(paths.firstAgent);
});

export const acceptInvitationMutation = openMutation(
  z.object({ token: z.string().max(200), name: Name.optional(), password: Password }),
  async ({ token, name, password }): Promise<void> => {
    const person = await acceptInvitation(token, { name, password });
    await enter(person.email, password);
    redirect(paths.queue);
  },
);

async function enter(email: string, password: string): Promise<void> {
  await keepSession(await signIn(email, password, await currentVisit()));
}
