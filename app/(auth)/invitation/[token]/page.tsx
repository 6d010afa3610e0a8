import type { Metadata } from "next";
import { AcceptForm } from "@/components/people/accept-form";
import { accountFields, invitation as words } from "@/components/people/words-account";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { paths } from "@/lib/paths";
import { openInvitation } from "@/lib/people/invitations";
import { PASSWORD_MIN } from "@/lib/people/password";
import { acceptInvitationMutation } from "@/app/(auth)/mutations";

// The token in the address must not travel on.
export const metadata: Metadata = { title: words.page, referrer: "no-referrer" };

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const invitation = await openInvitation(token);
  if (!invitation) {
    return (
      <>
        <h1 className="text-xl font-semibold tracking-tight">{words.over}</h1>
        <p className="mt-1 mb-5 text-sm text-muted">{words.overText}</p>
        <LinkButton href={paths.signIn}>{words.toSignIn}</LinkButton>
      </>
    );
  }
  const email = <strong className="font-medium text-ink">{invitation.email}</strong>;
  return (
    <>
      <h1 className="text-xl font-semibold tracking-tight">{invitation.person ? words.renew.title : words.title}</h1>
      <p className="mt-1 mb-5 text-sm text-muted">
        {invitation.person ? words.renew.before : words.before} {email}
        {invitation.person ? words.renew.after : words.after(invitation.role)}
      </p>
      <Card>
        <AcceptForm
          accept={acceptInvitationMutation}
          token={token}
          email={invitation.email}
          renew={invitation.person !== null}
          passwordHint={accountFields.passwordHint(PASSWORD_MIN)}
        />
      </Card>
    </>
  );
}
