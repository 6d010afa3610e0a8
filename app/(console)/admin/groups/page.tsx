import type { Metadata } from "next";
import { createGroupMutation, deleteGroupMutation, renameGroupMutation } from "@/app/(console)/admin/groups/mutations";
import { ConfirmMutation } from "@/components/confirm-mutation";
import { CreateGroup, EditGroup } from "@/components/people/group-dialogs";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { listGroups } from "@/lib/people/queries";

export const metadata: Metadata = { title: "Groups" };

export default async function GroupsPage() {
  await requireRole("admin");
  const groups = await listGroups();
  return (
    <>
      <PageHeader title="Groups" description="Tiers ask groups for approvals; a person's vote counts for the groups they belong to." actions={<CreateGroup create={createGroupMutation} />} />
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
                  <Button size="small" disabledReason="It has members. Take them out first.">
                    Delete
                  </Button>
                ) : (
                  <ConfirmMutation
                    mutation={deleteGroupMutation}
                    fields={{ groupId: id }}
                    trigger={
                      <Button size="small">
                        Delete
                      </Button>
                    }
                    title={`Delete ${name}?`}
                    description="Only a group that no tier and no waiting action asks for can be deleted."
                    confirm="Delete group"
                    done="The group is deleted"
                  />
                )}
              </>
            }
          >
            {members.length === 0 ? (
              <p className="text-sm text-muted">Nobody yet. Add people on their own pages, under People.</p>
            ) : (
              <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
                {members.map((member) => (
                  <li key={member.id}>
                    <TextLink href={paths.admin.person(member.id)}>{member.name}</TextLink> {!member.active && <Badge tone="warning">deactivated</Badge>}
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
