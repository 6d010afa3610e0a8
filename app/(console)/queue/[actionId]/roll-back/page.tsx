import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DifferenceTable } from "@/components/actions/difference-table";
import { RollBackForm } from "@/components/actions/roll-back-form";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { FlaggedText } from "@/components/ui/flagged-text";
import { JsonTree } from "@/components/ui/json-tree";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { previewRollback } from "@/lib/actions/roll-back";
import { actionById } from "@/lib/actions/row";
import { Refusal } from "@/lib/errors";
import { Id } from "@/lib/ids";
import { requirePerson } from "@/lib/next/session";
import { isAdmin } from "@/lib/people/may";
import { paths } from "@/lib/paths";
import { rollBackAction } from "@/app/(console)/queue/[actionId]/mutations";

export const metadata: Metadata = { title: "Roll back" };

export default async function RollBackPage({ params }: { params: Promise<{ actionId: string }> }) {
  const person = await requirePerson();
  const { actionId } = await params;
  if (!Id.safeParse(actionId).success) notFound();
  const action = await actionById(actionId).catch((error: unknown) => {
    if (error instanceof Refusal) notFound();
    throw error;
  });
  const found = await previewRollback(person, actionId).catch((error: unknown) => {
    if (error instanceof Refusal) return { possible: false as const, reason: error.message };
    throw error;
  });
  return (
    <div className="max-w-3xl">
      <PageHeader back={{ href: paths.action(actionId), label: "The action" }} title="Roll back" description={<FlaggedText text={action.summary} />} />
      {found.possible ? (
        <div className="flex flex-col gap-4">
          <Card title="What would change back" description={<FlaggedText text={found.preview.sentence} />}>
            {found.preview.difference && found.preview.difference.length > 0 && (
              <DifferenceTable caption="What would change back" from="Now" to="After the rollback" difference={found.preview.difference} />
            )}
            {found.preview.difference?.length === 0 && <p className="text-sm text-muted">Nothing: it already is as it was before.</p>}
            {found.preview.request !== undefined && <JsonTree value={found.preview.request} label="request" />}
          </Card>
          {found.preview.changedSince.length > 0 ? (
            <Card title="Changed since" description="Somebody or something changed it after this action did. A rollback is refused then, unless an admin insists.">
              <DifferenceTable caption="What has changed since" from="As this action left it" to="Now" difference={found.preview.changedSince} />
            </Card>
          ) : (
            <Alert tone="success">It is still as this action left it.</Alert>
          )}
          <RollBackForm mutation={rollBackAction} seen={{ id: action.id, revision: action.revision }} changed={found.preview.changedSince.length > 0} admin={isAdmin(person)} />
        </div>
      ) : (
        <Alert tone="warning" title="It cannot be rolled back" action={<LinkButton href={paths.action(actionId)}>Back to the action</LinkButton>}>
          {found.reason}
        </Alert>
      )}
    </div>
  );
}
