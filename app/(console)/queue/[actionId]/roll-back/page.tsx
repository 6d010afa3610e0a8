import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RollBackForm } from "@/components/actions/roll-back-form";
import { ChangedSince, RollbackChanges } from "@/components/actions/rollback-changes";
import { rollBack as words } from "@/components/actions/words-roll-back";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { FlaggedText } from "@/components/ui/flagged-text";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { previewRollback } from "@/lib/actions/review/preview-rollback";
import { actionById } from "@/lib/actions/row";
import { Refusal } from "@/lib/errors";
import { Id } from "@/lib/ids";
import { requirePerson } from "@/lib/next/session";
import { isAdmin } from "@/lib/people/may";
import { paths } from "@/lib/paths";
import { rollBackAction } from "@/app/(console)/queue/[actionId]/mutations";

export const metadata: Metadata = { title: words.title };

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
      <PageHeader back={{ href: paths.action(actionId), label: words.back }} title={words.title} description={<FlaggedText text={action.summary} />} />
      {found.possible ? (
        <div className="flex flex-col gap-4">
          <Card title={words.preview.title} description={<FlaggedText text={found.preview.sentence} />}>
            <RollbackChanges {...found.preview} />
          </Card>
          <ChangedSince {...found.preview} />
          <RollBackForm mutation={rollBackAction} seen={{ id: action.id, revision: action.revision }} changed={(found.preview.changedSince?.length ?? 0) > 0} admin={isAdmin(person)} />
        </div>
      ) : (
        <Alert tone="warning" title={words.impossible} action={<LinkButton href={paths.action(actionId)}>{words.toAction}</LinkButton>}>
          {found.reason}
        </Alert>
      )}
    </div>
  );
}
