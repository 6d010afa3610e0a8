import type { Metadata } from "next";
import { endComparisonMutation, simulateMutation } from "@/app/(console)/admin/policy/mutations";
import { ownDraft } from "@/app/(console)/admin/policy/own-draft";
import { ComparisonSummary } from "@/components/policy/comparison-summary";
import { PolicyFrame } from "@/components/policy/policy-frame";
import { StartButtons } from "@/components/policy/start-button";
import { simulationPage as text } from "@/components/policy/words-comparison";
import { RefreshWhile } from "@/components/recovery/refresh-while";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/link-button";
import { DAYS } from "@/lib/actions/comparison/compare";
import { allSimulations, simulationsOf } from "@/lib/actions/comparison/comparison-queries";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { isAdmin } from "@/lib/people/may";
import { proposalCount } from "@/lib/policy/versions-proposals";

export const metadata: Metadata = { title: text.tab };

export default async function SimulationPage() {
  const person = await requireRole("auditor");
  const admin = isAdmin(person);
  const [draft, proposals] = await Promise.all([admin ? ownDraft(person) : undefined, proposalCount()]);
  const [newest, ...earlier] = draft ? await simulationsOf(person, draft.policy) : await allSimulations();
  const going = newest !== undefined && (newest.state === "running" || newest.state === "waiting");
  return (
    <PolicyFrame tab="simulation" admin={admin} proposals={proposals} description={text.description}>
      <div className="flex flex-col gap-5">
        {draft && (
          <Card title={text.start.title} description={text.start.description}>
            <StartButtons mutation={simulateMutation} choices={DAYS.map((days) => ({ label: text.start.days(days), input: { days } }))} not={draft.not ?? (going ? text.start.going : undefined)} />
          </Card>
        )}
        {newest ? (
          <Card title={text.newest.title} actions={going && draft && <StartButtons mutation={endComparisonMutation} choices={[{ label: text.newest.stop, input: { id: newest.id } }]} />}>
            <RefreshWhile going={going} />
            <ComparisonSummary comparison={newest} />
          </Card>
        ) : (
          <EmptyState title={text.empty.title}>{text.empty.body}</EmptyState>
        )}
        {earlier.length > 0 && (
          <Card title={text.earlier.title} flush>
            <ul className="divide-y divide-line">
              {earlier.map(({ id, startedAt, days, examined, counts }) => (
                <li key={id} className="px-4 py-2.5 text-sm">
                  <TextLink href={paths.admin.policyComparison(id)}>{text.earlier.at(startedAt.slice(0, 16).replace("T", " "))}</TextLink>
                  <span className="text-muted">{` · ${text.earlier.found(days, examined, counts.lower, counts.alarms)}`}</span>
                </li>
              ))}
            </ul>
          </Card>
        )}
      </div>
    </PolicyFrame>
  );
}
