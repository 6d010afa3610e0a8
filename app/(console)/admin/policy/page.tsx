import { Download } from "lucide-react";
import type { Metadata } from "next";
import { discardDraftMutation, draftRelaxingMutation, importDraftMutation, rebaseDraftMutation, saveDraftMutation } from "@/app/(console)/admin/policy/mutations";
import { ConfirmMutation } from "@/components/confirm-mutation";
import { DraftEditor } from "@/components/policy/draft-editor";
import { ImportDraft } from "@/components/policy/import-draft";
import { PolicyFrame } from "@/components/policy/policy-frame";
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

export const metadata: Metadata = { title: "Policy" };

export default async function PolicyPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const person = await requireRole("auditor");
  const [{ as, relax }, live, proposals] = await Promise.all([searchParams, currentPolicy(), proposalCount()]);
  const version = live?.version ?? 0;
  const exported = (
    <LinkButton href={paths.admin.policyFile(version)} prefetch={false} icon={<Download aria-hidden="true" />}>
      Export version {version}
    </LinkButton>
  );
  if (!isAdmin(person)) {
    return (
      <PolicyFrame tab="draft" admin={false} proposals={proposals} actions={exported}>
        {live && (
          <div className="flex flex-col gap-3">
            <p className="text-sm text-muted">
              Version {version}, published by {live.publishedBy ?? "set-up"} <Time at={live.publishedAt.toISOString()} />: {live.reason}
            </p>
            <CodeBlock code={yamlOf(live.document)} label="Policy in force" />
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
              trigger={<Button>Discard draft</Button>}
              title="Discard your draft?"
              description={`What you wrote is gone, and the editor shows version ${version}, which is in force.`}
              confirm="Discard"
              done="The draft is gone"
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
            title={`Version ${version} was published since you began`}
            action={
              <ConfirmMutation
                mutation={rebaseDraftMutation}
                trigger={<Button size="small">Put it on top of {version}</Button>}
                title={`Put your draft on top of version ${version}?`}
                description={`What version ${version} changed and your draft does not say, your draft would undo. The publish step shows every difference.`}
                confirm="Put on top"
                variant="primary"
                done={`Your draft starts from version ${version}`}
              />
            }
          >
            Your draft starts from version {draft.baseVersion}. <TextLink href={`${paths.admin.policyVersion(version)}?against=${draft.baseVersion}`}>See what changed</TextLink>, and put it on top, or discard it.
          </Alert>
        )}
        {typeof relax === "string" && (
          <Alert
            tone="info"
            title={<>Relax {relax}?</>}
            action={
              <ConfirmMutation
                mutation={draftRelaxingMutation}
                fields={{ reason: relax }}
                trigger={<Button size="small">Draft it…</Button>}
                title="Draft the policy without it?"
                description="Your draft then says so: a rule is gone, or a tier is one lower. Nothing is published; simulate it next."
                confirm="Draft it"
                variant="primary"
                done="It is in your draft"
              />
            }
          >
            People never said no to what it held. A simulation says what would go through without them.
          </Alert>
        )}
        <p className="text-sm text-muted">
          {own ? (
            <>
              Your own draft of version {version + 1}
              {draft.savedAt && (
                <>
                  , saved <Time at={draft.savedAt} />
                </>
              )}
              . Nothing of it is in force until it is published.
            </>
          ) : (
            <>This is version {version}, in force. Change it, and a draft of your own is kept.</>
          )}
        </p>
        <DraftEditor key={`${draft.baseVersion}/${draft.replaced}`} draft={draft} checked={checked} known={known} as={as === "forms" ? "forms" : "yaml"} save={saveDraftMutation} />
      </div>
    </PolicyFrame>
  );
}
