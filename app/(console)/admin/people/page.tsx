import type { Metadata } from "next";
import { inviteMutation, revokeInvitationMutation } from "@/app/(console)/admin/people/mutations";
import { ConfirmMutation } from "@/components/confirm-mutation";
import { InvitePerson } from "@/components/people/person-dialogs";
import { roleWord } from "@/components/people/roles";
import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { Cell, HeaderCell, RowLink, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { listGroups, listInvitations, listPeople } from "@/lib/people/queries";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage() {
  const admin = await requireRole("admin");
  const [people, invitations, groups] = await Promise.all([listPeople(admin), listInvitations(admin), listGroups()]);
  return (
    <>
      <PageHeader
        title="People"
        description="Who signs in, what they may do in general, and which approval slots they fill."
        actions={<InvitePerson groups={groups.map(({ id, name, description }) => ({ value: id, label: name, hint: description }))} invite={inviteMutation} />}
      />
      <div className="flex flex-col gap-6">
        <Table caption="People">
          <TableHead>
            <HeaderCell>Person</HeaderCell>
            <HeaderCell>Role</HeaderCell>
            <HeaderCell>Groups</HeaderCell>
            <HeaderCell>Agents</HeaderCell>
            <HeaderCell>Last seen</HeaderCell>
          </TableHead>
          <TableBody>
            {people.map((person) => (
              <TableRow key={person.id}>
                <Cell>
                  <RowLink href={paths.admin.person(person.id)}>{person.name}</RowLink> {person.deactivatedAt && <Badge tone="warning">Deactivated</Badge>}
                  <span className="block text-xs text-muted">{person.email}</span>
                </Cell>
                <Cell label="Role">{roleWord(person.role)}</Cell>
                <Cell label="Groups">{person.groups.map(({ name }) => name).join(", ") || <span className="text-muted">None</span>}</Cell>
                <Cell label="Agents">{person.agents.map(({ name }) => name).join(", ") || <span className="text-muted">None</span>}</Cell>
                <Cell label="Last seen">{person.lastSeenAt ? <Time at={person.lastSeenAt.toISOString()} show="relative" /> : <span className="text-muted">Never</span>}</Cell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
        {invitations.length > 0 && (
          <section aria-labelledby="invitations">
            <h2 id="invitations" className="mb-2 text-base font-semibold">
              Open invitations
            </h2>
            <Table caption="Open invitations">
              <TableHead>
                <HeaderCell>Email</HeaderCell>
                <HeaderCell>Role</HeaderCell>
                <HeaderCell>Invited by</HeaderCell>
                <HeaderCell>Works until</HeaderCell>
                <HeaderCell>
                  <span className="sr-only">What can be done</span>
                </HeaderCell>
              </TableHead>
              <TableBody>
                {invitations.map(({ id, email, role, invitedBy, expiresAt, late }) => (
                  <TableRow key={id}>
                    <Cell className="font-medium">{email}</Cell>
                    <Cell label="Role">{roleWord(role)}</Cell>
                    <Cell label="Invited by">{invitedBy}</Cell>
                    <Cell label="Works until">{late ? <Badge>Expired</Badge> : <Time at={expiresAt.toISOString()} show="absolute" />}</Cell>
                    <Cell className="text-right">
                      {!late && (
                        <ConfirmMutation
                          mutation={revokeInvitationMutation}
                          fields={{ invitationId: id }}
                          trigger={<Button size="small">Revoke</Button>}
                          title={`Revoke the invitation of ${email}?`}
                          description="The link stops working. You can invite them again."
                          confirm="Revoke invitation"
                          done="The invitation is revoked"
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
