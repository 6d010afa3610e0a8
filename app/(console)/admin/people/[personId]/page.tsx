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
import { personPage as words } from "@/components/people/words-people";
import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { TextLink } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { whatTheyApprove } from "@/lib/actions/desk/what-they-approve";
import { Id } from "@/lib/ids";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { delegations, MOST_DAYS, standInsFor } from "@/lib/people/delegations";
import { listGroups, personView } from "@/lib/people/queries";
import { listSessions } from "@/lib/people/sessions";
import { linkOf } from "@/lib/slack/links";

export const metadata: Metadata = { title: words.title };

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
    <div className="max-w-3xl">
      <PageHeader
        title={person.name}
        description={person.email}
        back={{ href: paths.admin.people, label: words.back }}
        badges={person.deactivatedAt && <Badge tone="warning">{words.deactivated}</Badge>}
        actions={
          person.deactivatedAt ? (
            <ConfirmMutation
              mutation={reactivateMutation}
              fields={{ personId }}
              trigger={<Button variant="primary">{words.reactivate.button}</Button>}
              title={words.reactivate.title(person.name)}
              description={words.reactivate.description}
              confirm={words.reactivate.button}
              variant="primary"
              done={words.reactivate.done(person.name)}
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
              <Deactivate {...about} agents={person.agents.map(({ name }) => name)} refused={personId === admin.id ? words.notYourself : undefined} deactivate={deactivateMutation} />
            </>
          )
        }
      />
      <div className="flex flex-col gap-5">
        <Card title={words.about}>
          <DescriptionList
            items={[
              { term: words.role, value: roleWord(person.role) },
              { term: words.groups, value: person.groups.map(({ name }) => name).join(", ") || words.noGroups },
              {
                term: words.agents,
                value:
                  person.agents.length === 0
                    ? words.noAgents
                    : person.agents.map(({ id, name }, index) => (
                        <span key={id}>
                          {index > 0 && ", "}
                          <TextLink href={paths.admin.agent(id)}>{name}</TextLink>
                        </span>
                      )),
              },
              { term: words.joined, value: <Time at={person.createdAt.toISOString()} /> },
              person.deactivatedAt && { term: words.deactivated, value: <Time at={person.deactivatedAt.toISOString()} /> },
              { term: words.evidence, value: <><TextLink href={`${paths.audit}?actor=${personId}`}>{words.did}</TextLink>{", "}<TextLink href={paths.auditAbout(personId)}>{words.wasDone}</TextLink></> },
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
            title={words.slack.title}
            description={words.slack.description}
            actions={
              <ConfirmMutation
                mutation={unlinkSlackOfMutation}
                fields={{ personId }}
                trigger={<Button>{words.slack.unlink}</Button>}
                title={words.slack.unlinkTitle(slack.userName)}
                description={words.slack.unlinkDescription(person.name)}
                confirm={words.slack.unlink}
                done={words.slack.unlinked}
              />
            }
          >
            <p className="text-sm">
              {slack.userName} <span className="font-mono text-xs text-muted">{slack.userId}</span>{", "}
              {words.slack.linked} <Time at={slack.linkedAt} show="relative" />
            </p>
          </Card>
        )}
        <Card
          title={words.sessions.title}
          description={words.sessions.description}
          footer={
            lines.some(({ current }) => !current) && (
              <ConfirmMutation
                mutation={endSessionsMutation}
                fields={{ personId }}
                trigger={<Button>{words.sessions.end}</Button>}
                title={words.sessions.endTitle(person.name)}
                description={personId === admin.id ? words.sessions.endOwn : words.sessions.endTheirs}
                confirm={words.sessions.endConfirm}
                done={words.sessions.ended}
              />
            )
          }
        >
          {lines.length === 0 ? <p className="text-sm text-muted">{words.sessions.none}</p> : <SessionList sessions={lines} revoke={endSessionMutation} />}
        </Card>
      </div>
    </div>
  );
}
