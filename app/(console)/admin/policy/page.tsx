import { Download } from "lucide-react";
import type { Metadata } from "next";
import { discardDraftMutation, draftRelaxingMutation, importDraftMutation, rebaseDraftMutation, saveDraftMutation } from "@/app/(console)/admin/policy/mutations";
import { ConfirmMutation } from "@/components/confirm-mutation";
import { DraftEditor } from "@/components/policy/draft-editor";
import { ImportDraft } from "@/components/policy/import-draft";
import { PolicyFrame } from "@/components/policy/policy-frame";
import { draftPage as text } from "@/components/policy/words";
import { Time } from "@/components/time";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { LinkButton, TextLink } from "@/components/ui/link-button";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { isAdmin } from "@/lib/people/may";
import { yamlOf } from "@/lib/policy/document-view";
import { checkDraft, draftOf, vocabulary } from "@/lib/policy/versions-drafts";
import { proposalCount } from "@/lib/policy/versions-proposals";
import { currentPolicy } from "@/lib/policy/versions";

export const metadata: Metadata = { title: text.tab };

export default async function PolicyPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const person = await requireRole("auditor");
  const [{ as, relax }, live, proposals] = await Promise.all([searchParams, currentPolicy(), proposalCount()]);
  const version = live?.version ?? 0;
  const exported = (
    <LinkButton href={paths.admin.policyFile(version)} prefetch={false} icon={<Download aria-hidden="true" />}>
      {text.export(version)}
    </LinkButton>
  );
  if (!isAdmin(person)) {
    return (
      <PolicyFrame tab="draft" admin={false} proposals={proposals} actions={exported}>
        {live && (
          <div className="flex flex-col gap-3">
            <p className="text-sm text-muted">
              {text.inForce.by(version, live.publishedBy)}
              <Time at={live.publishedAt.toISOString()} />
              {`: ${live.reason}`}
            </p>
            <CodeBlock code={yamlOf(live.document)} label={text.inForce.title} />
          </div>
        )}
      </PolicyFrame>
    );
  }
  const draft = await draftOf(person);
  const [checked, known] = await Promise.all([checkDraft(draft.text), vocabulary()]);
  const own = draft.savedAt !== null;
  return (
    <PolicyFrame
      tab="draft"
      admin
      proposals={proposals}
      actions={
        <>
          {own && (
            <ConfirmMutation
              mutation={discardDraftMutation}
              trigger={<Button>{text.discard.trigger}</Button>}
              title={text.discard.title}
              description={text.discard.description(version)}
              confirm={text.discard.confirm}
              done={text.discard.done}
            />
          )}
          <ImportDraft importing={importDraftMutation} />
          {exported}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {draft.baseVersion < version && (
          <Alert
            tone="warning"
            title={text.outdated.title(version)}
            action={
              <ConfirmMutation
                mutation={rebaseDraftMutation}
                trigger={<Button size="small">{text.rebase.trigger(version)}</Button>}
                title={text.rebase.title(version)}
                description={text.rebase.description(version)}
                confirm={text.rebase.confirm}
                variant="primary"
                done={text.rebase.done(version)}
              />
            }
          >
            {text.outdated.before(draft.baseVersion)}
            <TextLink href={`${paths.admin.policyVersion(version)}?against=${draft.baseVersion}`}>{text.outdated.link}</TextLink>
            {text.outdated.after}
          </Alert>
        )}
        {typeof relax === "string" && (
          <Alert
            tone="info"
            title={text.relax.title(relax)}
            action={
              <ConfirmMutation
                mutation={draftRelaxingMutation}
                fields={{ reason: relax }}
                trigger={<Button size="small">{text.relax.trigger}</Button>}
                title={text.relax.confirmTitle}
                description={text.relax.description}
                confirm={text.relax.confirm}
                variant="primary"
                done={text.relax.done}
              />
            }
          >
            {text.relax.body}
          </Alert>
        )}
        <p className="text-sm text-muted">
          {own ? (
            <>
              {text.own.before(version + 1)}
              {draft.savedAt && (
                <>
                  {text.own.saved}
                  <Time at={draft.savedAt} />
                </>
              )}
              {text.own.after}
            </>
          ) : (
            text.unchanged(version)
          )}
        </p>
        <DraftEditor key={`${draft.baseVersion}/${draft.replaced}`} draft={draft} checked={checked} known={known} as={as === "forms" ? "forms" : "yaml"} save={saveDraftMutation} />
      </div>
    </PolicyFrame>
  );
}
