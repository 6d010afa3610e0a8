import type { Metadata } from "next";
import { inviteMutation, revokeInvitationMutation } from "@/app/(console)/admin/people/mutations";
import { ConfirmMutation } from "@/components/confirm-mutation";
import { InvitePerson } from "@/components/people/person-dialogs";
import { roleWord } from "@/components/people/roles";
import { peoplePage as words } from "@/components/people/words-people";
import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { Cell, HeaderCell, RowLink, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { listGroups, listInvitations, listPeople } from "@/lib/people/queries";

export const metadata: Metadata = { title: words.title };

export default async function PeoplePage() {
  const admin = await requireRole("admin");
  const [people, invitations, groups] = await Promise.all([listPeople(admin), listInvitations(admin), listGroups()]);
  return (
    <>
      <PageHeader
        title={words.title}
        description={words.description}
        actions={<InvitePerson groups={groups.map(({ id, name, description }) => ({ value: id, label: name, hint: description }))} invite={inviteMutation} />}
      />
      <div className="flex flex-col gap-6">
        <Table caption={words.title}>
          <TableHead>
            <HeaderCell>{words.person}</HeaderCell>
            <HeaderCell>{words.role}</HeaderCell>
            <HeaderCell>{words.groups}</HeaderCell>
            <HeaderCell>{words.agents}</HeaderCell>
            <HeaderCell>{words.lastSeen}</HeaderCell>
          </TableHead>
          <TableBody>
            {people.map((person) => (
              <TableRow key={person.id}>
                <Cell>
                  <RowLink href={paths.admin.person(person.id)}>{person.name}</RowLink> {person.deactivatedAt && <Badge tone="warning">{words.deactivated}</Badge>}
                  <span className="block text-xs text-muted">{person.email}</span>
                </Cell>
                <Cell label={words.role}>{roleWord(person.role)}</Cell>
                <Cell label={words.groups}>{person.groups.map(({ name }) => name).join(", ") || <span className="text-muted">{words.none}</span>}</Cell>
                <Cell label={words.agents}>{person.agents.map(({ name }) => name).join(", ") || <span className="text-muted">{words.none}</span>}</Cell>
                <Cell label={words.lastSeen}>{person.lastSeenAt ? <Time at={person.lastSeenAt.toISOString()} show="relative" /> : <span className="text-muted">{words.never}</span>}</Cell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
        {invitations.length > 0 && (
          <section aria-labelledby="invitations">
            <h2 id="invitations" className="mb-2 text-base font-semibold">
              {words.invitations.title}
            </h2>
            <Table caption={words.invitations.title}>
              <TableHead>
                <HeaderCell>{words.invitations.email}</HeaderCell>
                <HeaderCell>{words.invitations.role}</HeaderCell>
                <HeaderCell>{words.invitations.by}</HeaderCell>
                <HeaderCell>{words.invitations.until}</HeaderCell>
                <HeaderCell>
                  <span className="sr-only">{words.invitations.doing}</span>
                </HeaderCell>
              </TableHead>
              <TableBody>
                {invitations.map(({ id, email, role, invitedBy, expiresAt, late }) => (
                  <TableRow key={id}>
                    <Cell className="font-medium">{email}</Cell>
                    <Cell label={words.invitations.role}>{roleWord(role)}</Cell>
                    <Cell label={words.invitations.by}>{invitedBy}</Cell>
                    <Cell label={words.invitations.until}>{late ? <Badge>{words.invitations.expired}</Badge> : <Time at={expiresAt.toISOString()} show="absolute" />}</Cell>
                    <Cell className="text-right">
                      {!late && (
                        <ConfirmMutation
                          mutation={revokeInvitationMutation}
                          fields={{ invitationId: id }}
                          trigger={<Button size="small">{words.invitations.revoke}</Button>}
                          title={words.invitations.revokeTitle(email)}
                          description={words.invitations.revokeDescription}
                          confirm={words.invitations.revokeConfirm}
                          done={words.invitations.revoked}
                        />
                      )}
                    </Cell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </section>
        )}
      </div>
    </>
  );
}
