import type { Metadata } from "next";
import { createGroupMutation, deleteGroupMutation, renameGroupMutation } from "@/app/(console)/admin/groups/mutations";
import { ConfirmMutation } from "@/components/confirm-mutation";
import { CreateGroup, EditGroup } from "@/components/people/group-dialogs";
import { groupsPage as words } from "@/components/people/words-people";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { listGroups } from "@/lib/people/queries";

export const metadata: Metadata = { title: words.title };

export default async function GroupsPage() {
  await requireRole("admin");
  const groups = await listGroups();
  return (
    <>
      <PageHeader title={words.title} description={words.description} actions={<CreateGroup create={createGroupMutation} />} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        {groups.map(({ id, name, description, members }) => (
          <Card
            key={id}
            title={name}
            description={description}
            actions={
              <>
                <EditGroup group={{ id, name, description }} rename={renameGroupMutation} />
                {members.length > 0 ? (
                  <Button size="small" disabledReason={words.deleteRefused}>
                    {words.delete}
                  </Button>
                ) : (
                  <ConfirmMutation
                    mutation={deleteGroupMutation}
                    fields={{ groupId: id }}
                    trigger={
                      <Button size="small">
                        {words.delete}
                      </Button>
                    }
                    title={words.deleteTitle(name)}
                    description={words.deleteDescription}
                    confirm={words.deleteConfirm}
                    done={words.deleted}
                  />
                )}
              </>
            }
          >
            {members.length === 0 ? (
              <p className="text-sm text-muted">{words.empty}</p>
            ) : (
              <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
                {members.map((member) => (
                  <li key={member.id}>
                    <TextLink href={paths.admin.person(member.id)}>{member.name}</TextLink> {!member.active && <Badge tone="warning">{words.deactivated}</Badge>}
                  </li>
                ))}
              </ul>
            )}
          </Card>
        ))}
      </div>
    </>
  );
}
