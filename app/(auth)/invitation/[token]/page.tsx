import type { Metadata } from "next";
import { AcceptForm } from "@/components/people/accept-form";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { paths } from "@/lib/paths";
import { openInvitation } from "@/lib/people/invitations";
import { PASSWORD_MIN } from "@/lib/people/password";
import { acceptInvitationMutation } from "@/app/(auth)/mutations";

// The token in the address must not travel on.
export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

const MAY = { auditor: "read the history and the audit", reviewer: "review what agents propose", admin: "review and administer" } as const;

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const invitation = await openInvitation(token);
  if (!invitation) {
    return (
      <>
        <h1 className="text-xl font-semibold tracking-tight">This link is over</h1>
        <p className="mt-1 mb-5 text-sm text-muted">It was used, revoked or has expired, or the link is not complete. Ask an admin for a new one.</p>
        <LinkButton href={paths.signIn}>Go to sign in</LinkButton>
      </>
    );
  }
  const email = <strong className="font-medium text-ink">{invitation.email}</strong>;
  return (
    <>
      <h1 className="text-xl font-semibold tracking-tight">{invitation.person ? "Choose a new password" : "You are invited"}</h1>
      <p className="mt-1 mb-5 text-sm text-muted">
        {invitation.person ? <>For {email}. Every open session of yours ends.</> : <>As {email}, to {MAY[invitation.role]}.</>}
      </p>
      <Card>
        <AcceptForm
          accept={acceptInvitationMutation}
          token={token}
          email={invitation.email}
          renew={invitation.person !== null}
          passwordHint={`At least ${PASSWORD_MIN} characters; a few unrelated words do well.`}
        />
      </Card>
    </>
  );
}
