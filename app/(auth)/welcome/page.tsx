import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { WelcomeForm } from "@/components/people/welcome-form";
import { Card } from "@/components/ui/card";
import { paths } from "@/lib/paths";
import { isFirstRun } from "@/lib/people/first-admin";
import { PASSWORD_MIN } from "@/lib/people/password";
import { createFirstAdminMutation } from "@/app/(auth)/mutations";

export const metadata: Metadata = { title: "Welcome" };
// Whether anybody exists is asked with each request.
export const dynamic = "force-dynamic";

export default async function WelcomePage() {
  if (!(await isFirstRun())) redirect(paths.signIn);
  return (
    <>
      <h1 className="text-xl font-semibold tracking-tight">Welcome</h1>
      <p className="mt-1 mb-5 text-sm text-muted">Nobody is here yet. Create the first admin; you invite everybody else, and connect your first agent, from inside.</p>
      <Card>
        <WelcomeForm create={createFirstAdminMutation} passwordHint={`At least ${PASSWORD_MIN} characters; a few unrelated words do well.`} />
      </Card>
    </>
  );
}
