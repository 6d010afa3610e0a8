import type { Metadata } from "next";
import { confirmProposalMutation, endProposalMutation, proposeDraftMutation, publishDraftMutation } from "@/app/(console)/admin/policy/mutations";
import { DifferenceList } from "@/components/policy/difference-list";
import { PolicyFrame } from "@/components/policy/policy-frame";
import { PublishForm } from "@/components/policy/publish-form";
import { publishPage as text } from "@/components/policy/words-publish";
import { Loosens, ProposalCard } from "@/components/proposal-card";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton, TextLink } from "@/components/ui/link-button";
import { simulationsOf } from "@/lib/actions/comparison/comparison-queries";
import type { Person } from "@/lib/actor";
import { db } from "@/lib/db/tx";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { isAdmin } from "@/lib/people/may";
import { differencesBetween } from "@/lib/policy/differences";
import { currentPolicy, loosensNow, shortHanded, whatToDo } from "@/lib/policy/versions";
import { checkDraft, draftOf } from "@/lib/policy/versions-drafts";
import { knownHere } from "@/lib/policy/versions-known";
import { openProposals } from "@/lib/policy/versions-proposals";

export const metadata: Metadata = { title: text.tab };

export default async function PublishPage() {
  const person = await requireRole("auditor");
  const proposals = await openProposals();
  const admin = isAdmin(person);
  return (
    <PolicyFrame tab="publish" admin={admin} proposals={proposals.length} description={text.description}>
      <div className="flex flex-col gap-5">
        {proposals.map(({ id, baseVersion, proposedBy, differences, ...proposal }) => (
          <ProposalCard key={id} of="policy" id={id} {...proposal} version={baseVersion + 1} proposedBy={proposedBy.name} mine={proposedBy.id === person.id} readOnly={!admin} confirm={confirmProposalMutation} end={endProposalMutation}>
            <DifferenceList differences={differences} />
          </ProposalCard>
        ))}
        {admin ? <OwnDraft person={person} proposed={proposals.some(({ proposedBy }) => proposedBy.id === person.id)} /> : proposals.length === 0 && <EmptyState title={text.noProposal.title}>{text.noProposal.body}</EmptyState>}
      </div>
    </PolicyFrame>
  );
}

async function OwnDraft({ person, proposed }: { person: Person; proposed: boolean }) {
  const [draft, live, known] = await Promise.all([draftOf(person), currentPolicy(), knownHere(db)]);
  if (draft.savedAt === null || !live) {
    return (
      <EmptyState title={text.noDraft.title} action={<LinkButton href={paths.admin.policy}>{text.noDraft.link}</LinkButton>}>
        {text.noDraft.body}
      </EmptyState>
    );
  }
  const { policy, faults } = await checkDraft(draft.text);
  if (!policy || faults.length > 0) {
    return (
      <EmptyState title={text.faulty.title(faults.length)} action={<LinkButton href={paths.admin.policy}>{text.faulty.link}</LinkButton>}>
        {text.faulty.body}
      </EmptyState>
    );
  }
  const differences = differencesBetween(live.document, policy);
  const [loosens, todo] = await Promise.all([loosensNow(policy, live, known), whatToDo(db, person)]);
  const warnings = shortHanded(policy, known.groups);
  const simulated = (await simulationsOf(person, policy)).find(({ current, state, baseVersion }) => current && state === "done" && baseVersion === live.version);
  const stale = draft.baseVersion < live.version;
  return (
    <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_24rem]">
      <Card title={text.differences.title(live.version)}>
        <DifferenceList differences={differences} none={text.differences.none} />
      </Card>
      <Card title={text.title} description={text.becomes(live.version + 1)}>
        <div className="flex flex-col gap-3">
          {stale && (
            <Alert tone="warning" title={text.outdated.title(live.version)}>
              <TextLink href={paths.admin.policy}>{text.outdated.link}</TextLink>
              {text.outdated.after}
            </Alert>
          )}
          <p className="text-sm">
            {simulated ? (
              <>
                <TextLink href={paths.admin.policyComparison(simulated.id)}>{text.simulated.link(simulated.days)}</TextLink>
                {text.simulated.after(simulated.examined, simulated.counts.lower, simulated.counts.alarms)}
              </>
            ) : (
              <>
                {text.notSimulated.before}
                <TextLink href={paths.admin.policySimulation}>{text.notSimulated.link}</TextLink>
                {text.notSimulated.after}
              </>
            )}
          </p>
          {warnings.length > 0 && (
            <Alert tone="warning" title={text.missing}>
              {warnings.join(" ")}
            </Alert>
          )}
          {loosens.length > 0 ? (
            <>
              <Loosens of="policy" loosens={loosens} />
              <p className="text-sm">
                {todo} {todo.includes("Invite") && <TextLink href={paths.admin.people}>{text.toPeople}</TextLink>}
              </p>
            </>
          ) : (
            <Alert tone="success" title={text.loosensNothing.title}>
              {text.loosensNothing.body}
            </Alert>
          )}
          {proposed && <p className="text-sm text-muted">{text.replaces}</p>}
          <PublishForm
            version={live.version + 1}
            saves={draft.saves}
            loosens={loosens.length > 0}
            not={differences.length === 0 ? text.not.same : stale ? text.not.outdated : undefined}
            publish={publishDraftMutation}
            propose={proposeDraftMutation}
          />
        </div>
      </Card>
    </div>
  );
}
