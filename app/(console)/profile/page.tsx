import { ChartNoAxesColumn } from "lucide-react";
import type { Metadata } from "next";
import { KeySettings } from "@/components/keys/key-settings";
import { Away } from "@/components/people/away";
import { ChangePasswordForm } from "@/components/people/change-password-form";
import { MayApprove } from "@/components/people/may-approve";
import { statistics } from "@/components/people/words";
import { PreferencesForm } from "@/components/notifications/preferences-form";
import { words as notifications } from "@/components/notifications/words";
import { RevokeOthers, SessionList } from "@/components/people/session-list";
import { accountFields, profilePage as words } from "@/components/people/words-account";
import { LinkSlack } from "@/components/slack/link-slack";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { whatTheyApprove } from "@/lib/actions/desk/what-they-approve";
import { hasMailServer } from "@/lib/deliveries/email/server";
import { groupChoices, preferencesOf } from "@/lib/deliveries/preferences";
import { requirePerson } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { delegations, MOST_DAYS, standInsFor } from "@/lib/people/delegations";
import { groupNames } from "@/lib/people/queries";
import { PASSWORD_MIN } from "@/lib/people/password";
import { listSessions } from "@/lib/people/sessions";
import { linkOf } from "@/lib/slack/links";
import { isConnected } from "@/lib/slack/workspace";
import {
  changePasswordMutation,
  confirmSlackMutation,
  delegateMutation,
  endDelegationMutation,
  lookUpSlackMutation,
  revokeOtherSessionsMutation,
  revokeSessionMutation,
  sendSlackCodeMutation,
  setPreferencesMutation,
  unlinkSlackMutation,
} from "./mutations";

export const metadata: Metadata = { title: words.title };

export default async function ProfilePage() {
  const person = await requirePerson();
  const decides = person.role !== "auditor";
  const [sessions, groups, link, slack, preferences, sends, ownGroups, approves, away, choices] = await Promise.all([
    listSessions(person),
    groupNames(person),
    linkOf(person.id),
    isConnected(),
    preferencesOf(person),
    hasMailServer(),
    groupChoices(person),
    whatTheyApprove(person),
    delegations(person.id),
    decides ? standInsFor(person.id) : [],
  ]);
  const { title, description, noMail, noSlack, notLinked, slackHint } = notifications.preferences;
  const notes = [...(sends ? [] : [noMail]), slack ? (link ? slackHint : notLinked) : noSlack];
  const lines = sessions.map(({ createdAt, lastSeenAt, ...session }) => ({ ...session, createdAt: createdAt.toISOString(), lastSeenAt: lastSeenAt.toISOString() }));
  return (
    <div className="max-w-3xl">
      <PageHeader
        title={words.title}
        description={words.description}
        actions={
          <LinkButton href={paths.statistics} icon={<ChartNoAxesColumn aria-hidden="true" />}>
            {statistics.title}
          </LinkButton>
        }
      />
      <div className="flex flex-col gap-5">
        <Card title={words.you} description={words.youHint}>
          <DescriptionList
            items={[
              { term: words.name, value: person.name },
              { term: words.email, value: person.email },
              { term: words.role, value: words.roles[person.role] },
              { term: words.groups, value: groups.length > 0 ? groups.join(", ") : words.noGroups },
            ]}
          />
        </Card>
        <MayApprove name={person.name} self approves={approves} />
        {decides && <Away person={person} self lines={away} choices={choices} most={MOST_DAYS} delegate={delegateMutation} end={endDelegationMutation} />}
        {(slack || link) && (
          <Card title={words.slack} description={words.slackHint}>
            <LinkSlack link={link} send={sendSlackCodeMutation} lookUp={lookUpSlackMutation} confirm={confirmSlackMutation} unlink={unlinkSlackMutation} />
          </Card>
        )}
        <Card title={title} description={description}>
          <PreferencesForm preferences={preferences} groups={ownGroups} notes={notes} set={setPreferencesMutation} />
        </Card>
        <Card title={words.keyboard} description={words.keyboardHint}>
          <KeySettings />
        </Card>
        <Card title={words.password} description={words.passwordHint}>
          <ChangePasswordForm change={changePasswordMutation} email={person.email} passwordHint={accountFields.passwordHint(PASSWORD_MIN)} />
        </Card>
        <Card
          title={words.sessions}
          description={words.sessionsHint}
          footer={<RevokeOthers revoke={revokeOtherSessionsMutation} others={lines.length - 1} />}
        >
          <SessionList sessions={lines} revoke={revokeSessionMutation} />
        </Card>
      </div>
    </div>
  );
}
