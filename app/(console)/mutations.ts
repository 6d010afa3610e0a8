"use server";

import { redirect } from "next/navigation";
import { dropSession } from "@/lib/next/session";
import { paths } from "@/lib/paths";

export async function signOut(): Promise<void> {
  await dropSession();
  redirect(paths.signIn);
}
