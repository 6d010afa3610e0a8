import type { Metadata } from "next";
import { notFound } from "next/navigation";
import {
  changeRoleMutation,
  deactivateMutation,
  endSessionMutation,
  endSessionsMutation,
  offerPasswordMutation,
  reactivateMutation,
  setGroupsMutation,
  unlinkSlackOfMutation,
} from "@/app/(console)/admin/people/mutations";
import { delegateMutation, endDelegationMutation } from "@/app/(console)/profile/mutations";
import { ConfirmMutation } from "@/components/confirm-mutation";
import { Away } from "@/components/people/away";
import { Deactivate } from "@/components/people/deactivate";
import { MayApprove } from "@/components/people/may-approve";
import { ChangeGroups, ChangeRole, OfferPassword } from "@/components/people/person-dialogs";
import { roleWord } from "@/components/people/roles";
import { SessionList } from "@/components/people/session-list";
import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { TextLink } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { whatTheyApprove } from "@/lib/actions/what-they-approve";
import { Id } from "@/lib/ids";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { delegations, MOST_DAYS, standInsFor } from "@/lib/people/delegations";
import { listGroups, personView } from "@/lib/people/queries";
import { listSessions } from "@/lib/people/sessions";
import { linkOf } from "@/lib/slack/links";

export const metadata: Metadata = { title: "Person" };

export default async function PersonPage({ params }: { params: Promise<{ personId: string }> }) {
  const admin = await requireRole("admin");
  const { personId } = await params;
  const person = Id.safeParse(personId).success ? await personView(admin, personId) : undefined;
  if (!person) notFound();
  const active = person.deactivatedAt === null;
  const decides = active && person.role !== "auditor";
  const [groups, sessions, slack, approves, away, choices] = await Promise.all([
    listGroups(),
    listSessions(admin, personId),
    linkOf(personId),
    active ? whatTheyApprove(admin, personId) : null,
    delegations(personId),
    decides ? standInsFor(personId) : [],
  ]);
  const about = { personId, name: person.name };
  const lines = sessions.map(({ createdAt, lastSeenAt, ...session }) => ({ ...session, createdAt: createdAt.toISOString(), lastSeenAt: lastSeenAt.toISOString() }));
  return (
    <>
      <PageHeader
        title={person.name}
        description={person.email}
        back={{ href: paths.admin.people, label: "People" }}
        badges={person.deactivatedAt && <Badge tone="warning">Deactivated</Badge>}
        actions={
          person.deactivatedAt ? (
            <ConfirmMutation
              mutation={reactivateMutation}
              fields={{ personId }}
              trigger={<Button variant="primary">Reactivate</Button>}
              title={`Reactivate ${person.name}?`}
              description="They may sign in again with their old password. Agents they own stay halted until somebody is made their owner."
              confirm="Reactivate"
              variant="primary"
              done={`${person.name} is active again`}
            />
          ) : (
            <>
              <ChangeRole {...about} role={person.role} change={changeRoleMutation} />
              <ChangeGroups
                {...about}
                groups={groups.map(({ id, name, description }) => ({ value: id, label: name, hint: description }))}
                memberOf={person.groups.map(({ id }) => id)}
                change={setGroupsMutation}
              />
              <OfferPassword {...about} offer={offerPasswordMutation} />
              <Deactivate {...about} agents={person.agents.map(({ name }) => name)} refused={personId === admin.id ? "You cannot deactivate yourself. Ask another admin." : undefined} deactivate={deactivateMutation} />
            </>
          )
        }
      />
      <div className="flex max-w-3xl flex-col gap-5">
        <Card title="About">
          <DescriptionList
            items={[
              { term: "Role", value: roleWord(person.role) },
              { term: "Groups", value: person.groups.map(({ name }) => name).join(", ") || "None: fills no approval slot" },
              {
                term: "Agents",
                value:
                  person.agents.length === 0
                    ? "None"
                    : person.agents.map(({ id, name }, index) => (
                        <span key={id}>
                          {index > 0 && ", "}
                          <TextLink href={paths.admin.agent(id)}>{name}</TextLink>
                        </span>
                      )),
              },
              { term: "Joined", value: <Time at={person.createdAt.toISOString()} /> },
              person.deactivatedAt && { term: "Deactivated", value: <Time at={person.deactivatedAt.toISOString()} /> },
              { term: "Evidence", value: <><TextLink href={`${paths.audit}?actor=${personId}`}>What they did</TextLink>, <TextLink href={paths.auditAbout(personId)}>what was done to their account</TextLink></> },
            ]}
          />
        </Card>
        {approves && <MayApprove name={person.name} self={personId === admin.id} approves={approves} />}
        {decides && (
          <Away
            person={{ id: personId, name: person.name }}
            self={personId === admin.id}
            lines={away}
            choices={choices}
            most={MOST_DAYS}
            delegate={delegateMutation}
            end={endDelegationMutation}
          />
        )}
        {slack && (
          <Card
            title="Slack"
            description="What this Slack user presses counts as theirs."
            actions={
              <ConfirmMutation
                mutation={unlinkSlackOfMutation}
                fields={{ personId }}
                trigger={<Button>Unlink</Button>}
                title={`Unlink ${slack.userName}?`}
                description={`Nothing that this Slack user presses is ${person.name}'s any more, until they link it again.`}
                confirm="Unlink"
                done="The Slack user is unlinked"
              />
            }
          >
            <p className="text-sm">
              {slack.userName} <span className="font-mono text-xs text-muted">{slack.userId}</span>, linked <Time at={slack.linkedAt} show="relative" />
            </p>
          </Card>
        )}
        <Card
          title="Sessions"
          description="Where they are signed in."
          footer={
            lines.some(({ current }) => !current) && (
              <ConfirmMutation
                mutation={endSessionsMutation}
                fields={{ personId }}
                trigger={<Button>Sign out everywhere</Button>}
                title={`Sign ${person.name} out everywhere?`}
                description={personId === admin.id ? "Every session but this one ends." : "They can sign in again with their password."}
                confirm="Sign out"
                done="Signed out"
              />
            )
          }
        >
          {lines.length === 0 ? <p className="text-sm text-muted">Not signed in anywhere.</p> : <SessionList sessions={lines} revoke={endSessionMutation} />}
        </Card>
      </div>
    </>
  );
}
