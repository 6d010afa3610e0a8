import type { Metadata } from "next";
import { confirmProposalMutation, endProposalMutation, proposeDraftMutation, publishDraftMutation } from "@/app/(console)/admin/policy/mutations";
import { DifferenceList } from "@/components/policy/difference-list";
import { PolicyFrame } from "@/components/policy/policy-frame";
import { Loosens, ProposalCard } from "@/components/policy/proposal-card";
import { PublishForm } from "@/components/policy/publish-form";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton, TextLink } from "@/components/ui/link-button";
import { simulationsOf } from "@/lib/actions/comparison-queries";
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

export const metadata: Metadata = { title: "Publish the policy" };

export default async function PublishPage() {
  const person = await requireRole("auditor");
  const proposals = await openProposals();
  const admin = isAdmin(person);
  return (
    <PolicyFrame tab="publish" admin={admin} proposals={proposals.length} description="What loosens needs a second admin. Whether it does is found by comparing, never by asking.">
      <div className="flex flex-col gap-5">
        {proposals.map((proposal) => (
          <ProposalCard key={proposal.id} proposal={proposal} me={admin ? person.id : null} confirm={confirmProposalMutation} end={endProposalMutation} />
        ))}
        {admin ? <OwnDraft person={person} proposed={proposals.some(({ proposedBy }) => proposedBy.id === person.id)} /> : proposals.length === 0 && <EmptyState title="No proposal waits">A policy that loosens waits here until a second admin confirms it.</EmptyState>}
      </div>
    </PolicyFrame>
  );
}

async function OwnDraft({ person, proposed }: { person: Person; proposed: boolean }) {
  const [draft, live, known] = await Promise.all([draftOf(person), currentPolicy(), knownHere(db)]);
  if (draft.savedAt === null || !live) {
    return (
      <EmptyState title="You have no draft" action={<LinkButton href={paths.admin.policy}>Edit the policy</LinkButton>}>
        Change the policy, and what differs stands here, ready to be published with a reason.
      </EmptyState>
    );
  }
  const { policy, faults } = await checkDraft(draft.text);
  if (!policy || faults.length > 0) {
    return (
      <EmptyState title={faults.length === 1 ? "Your draft has a fault" : `Your draft has ${faults.length} faults`} action={<LinkButton href={paths.admin.policy}>Mend it</LinkButton>}>
        The editor marks each with its line, and what mends it.
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
      <Card title={`From version ${live.version} to your draft`}>
        <DifferenceList differences={differences} none="Your draft says what is in force already." />
      </Card>
      <Card title="Publish" description={`It becomes version ${live.version + 1}. What waits already keeps the requirement it was classified with.`}>
        <div className="flex flex-col gap-3">
          {stale && (
            <Alert tone="warning" title={`Version ${live.version} was published since you began`}>
              <TextLink href={paths.admin.policy}>Put your draft on top of it</TextLink> first.
            </Alert>
          )}
          <p className="text-sm">
            {simulated ? (
              <>
                <TextLink href={paths.admin.policyComparison(simulated.id)}>Simulated on the last {simulated.days} days</TextLink>: of {simulated.examined} actions {simulated.counts.lower} need less; it lets through {simulated.counts.alarms} that people rejected.
              </>
            ) : (
              <>
                Not simulated as it is now. <TextLink href={paths.admin.policySimulation}>Simulate it first</TextLink>, to know what it changes.
              </>
            )}
          </p>
          {warnings.length > 0 && (
            <Alert tone="warning" title="Somebody is missing">
              {warnings.join(" ")}
            </Alert>
          )}
          {loosens.length > 0 ? (
            <>
              <Loosens loosens={loosens} />
              <p className="text-sm">
                {todo} {todo.includes("Invite") && <TextLink href={paths.admin.people}>Go to People</TextLink>}
              </p>
            </>
          ) : (
            <Alert tone="success" title="It loosens nothing">Every change is stricter, or changes no outcome: you can publish it alone.</Alert>
          )}
          {proposed && <p className="text-sm text-muted">A new proposal takes the place of the one that waits.</p>}
          <PublishForm
            version={live.version + 1}
            saves={draft.saves}
            loosens={loosens.length > 0}
            not={differences.length === 0 ? "Nothing differs from what is in force." : stale ? "Another version was published since you began." : undefined}
            publish={publishDraftMutation}
            propose={proposeDraftMutation}
          />
        </div>
      </Card>
    </div>
  );
}
