import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { WelcomeForm } from "@/components/people/welcome-form";
import { accountFields, welcome as words } from "@/components/people/words-account";
import { Card } from "@/components/ui/card";
import { paths } from "@/lib/paths";
import { isFirstRun } from "@/lib/people/first-admin";
import { PASSWORD_MIN } from "@/lib/people/password";
import { createFirstAdminMutation } from "@/app/(auth)/mutations";

export const metadata: Metadata = { title: words.title };
// Whether anybody exists is asked with each request.
export const dynamic = "force-dynamic";

export default async function WelcomePage() {
  if (!(await isFirstRun())) redirect(paths.signIn);
  return (
    <>
      <h1 className="text-xl font-semibold tracking-tight">{words.title}</h1>
      <p className="mt-1 mb-5 text-sm text-muted">{words.text}</p>
      <Card>
        <WelcomeForm create={createFirstAdminMutation} passwordHint={accountFields.passwordHint(PASSWORD_MIN)} />
      </Card>
    </>
  );
}
