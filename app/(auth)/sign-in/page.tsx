import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInForm } from "@/components/people/sign-in-form";
import { signIn as words } from "@/components/people/words-account";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { safeNext } from "@/lib/next/next-path";
import { currentPerson } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { isFirstRun } from "@/lib/people/first-admin";
import { signInMutation } from "@/app/(auth)/mutations";

export const metadata: Metadata = { title: words.title };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  const given = await searchParams;
  // next-auth brings people here with `callbackUrl`, our own pages with `next`.
  const next = safeNext(first(given.next) ?? pathOf(first(given.callbackUrl)));
  if (await currentPerson()) redirect(next);
  if (await isFirstRun()) redirect(paths.firstRun);
  return (
    <>
      <h1 className="text-xl font-semibold tracking-tight">{words.title}</h1>
      <p className="mt-1 mb-5 text-sm text-muted">{next === paths.queue ? words.toReview : words.toPage}</p>
      {given.error && (
        <Alert tone="danger" className="mb-4">
          {words.failed}
        </Alert>
      )}
      <Card>
        <SignInForm signIn={signInMutation} next={next} />
      </Card>
      <p className="mt-4 text-sm text-muted">{words.noAccount}</p>
    </>
  );
}

const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

function pathOf(url: string | undefined): string | undefined {
  if (!url || !URL.canParse(url)) return url;
  const { pathname, search } = new URL(url);
  return pathname + search;
}
