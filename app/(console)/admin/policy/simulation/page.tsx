import type { Metadata } from "next";
import { endComparisonMutation, simulateMutation } from "@/app/(console)/admin/policy/mutations";
import { ownDraft } from "@/app/(console)/admin/policy/own-draft";
import { ComparisonSummary } from "@/components/policy/comparison-summary";
import { PolicyFrame } from "@/components/policy/policy-frame";
import { StartButtons } from "@/components/policy/start-button";
import { RefreshWhile } from "@/components/recovery/refresh-while";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/link-button";
import { DAYS } from "@/lib/actions/compare";
import { allSimulations, simulationsOf } from "@/lib/actions/comparison-queries";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { isAdmin } from "@/lib/people/may";
import { proposalCount } from "@/lib/policy/versions-proposals";

export const metadata: Metadata = { title: "Simulate the policy" };

export default async function SimulationPage() {
  const person = await requireRole("auditor");
  const admin = isAdmin(person);
  const [draft, proposals] = await Promise.all([admin ? ownDraft(person) : undefined, proposalCount()]);
  const [newest, ...earlier] = draft ? await simulationsOf(person, draft.policy) : await allSimulations();
  const going = newest !== undefined && (newest.state === "running" || newest.state === "waiting");
  return (
    <PolicyFrame tab="simulation" admin={admin} proposals={proposals} description="What agents proposed in the last days, classified again by the policy in force and by your draft. Nothing happens to the actions.">
      <div className="flex flex-col gap-5">
        {draft && (
          <Card title="Try your draft on what happened" description="The params, the tool, the statement and the attestation are those that were stored. Counts that were only known at the time are not: limits, and signals about first use and bursts, say nothing here.">
            <StartButtons mutation={simulateMutation} variant="primary" choices={DAYS.map((days) => ({ label: `Last ${days} days`, input: { days } }))} not={draft.not ?? (going ? "A simulation is under way." : undefined)} />
          </Card>
        )}
        {newest ? (
          <Card title="The last simulation" actions={going && draft && <StartButtons mutation={endComparisonMutation} choices={[{ label: "Stop", input: { id: newest.id } }]} />}>
            <RefreshWhile going={going} />
            <ComparisonSummary comparison={newest} />
          </Card>
        ) : (
          <EmptyState title="Nothing simulated yet">A simulation says how many reviews a draft adds or saves, and what it would let through that people rejected.</EmptyState>
        )}
        {earlier.length > 0 && (
          <Card title="Earlier" flush>
            <ul className="divide-y divide-line">
              {earlier.map(({ id, startedAt, days, examined, counts }) => (
                <li key={id} className="px-4 py-2.5 text-sm">
                  <TextLink href={paths.admin.policyComparison(id)}>{startedAt.slice(0, 16).replace("T", " ")} UTC</TextLink>
                  <span className="text-muted">
                    {" "}
                    · last {days} days · {examined} actions · {counts.lower} need less · {counts.alarms} that people rejected
                  </span>
                </li>
              ))}
            </ul>
          </Card>
        )}
      </div>
    </PolicyFrame>
  );
}
