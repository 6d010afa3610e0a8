import type { Metadata } from "next";
import { endComparisonMutation, startShadowMutation } from "@/app/(console)/admin/policy/mutations";
import { ownDraft } from "@/app/(console)/admin/policy/own-draft";
import { ComparisonSummary } from "@/components/policy/comparison-summary";
import { PolicyFrame } from "@/components/policy/policy-frame";
import { StartButtons } from "@/components/policy/start-button";
import { RefreshWhile } from "@/components/recovery/refresh-while";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/link-button";
import { shadows } from "@/lib/actions/comparison-queries";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { isAdmin } from "@/lib/people/may";
import { proposalCount } from "@/lib/policy/versions-proposals";

export const metadata: Metadata = { title: "Shadow the policy" };

export default async function ShadowPage() {
  const person = await requireRole("auditor");
  const admin = isAdmin(person);
  const [draft, proposals] = await Promise.all([admin ? ownDraft(person) : undefined, proposalCount()]);
  const [newest, ...earlier] = await shadows(draft?.policy ?? null);
  const going = newest?.finishedAt === null;
  return (
    <PolicyFrame tab="shadow" admin={admin} proposals={proposals} description="A draft beside the policy in force, on every new action, a few seconds after it came. Differences are counted; nothing of it is enforced, and no agent waits for it.">
      <div className="flex flex-col gap-5">
        {draft && !going && (
          <Card title="Let your draft run along" description="From now on, until you end it. One draft at a time.">
            <StartButtons mutation={startShadowMutation} variant="primary" choices={[{ label: "Start the shadow", input: {} }]} not={draft.not} />
          </Card>
        )}
        {newest ? (
          <Card
            title={
              <>
                {going ? "Running along" : "The last shadow"} {going && <Badge tone="info">now</Badge>}
              </>
            }
            actions={going && draft && <StartButtons mutation={endComparisonMutation} choices={[{ label: "End the shadow", input: { id: newest.id } }]} />}
          >
            <RefreshWhile going={going} />
            <ComparisonSummary comparison={newest} />
          </Card>
        ) : (
          <EmptyState title="No draft has run along yet">A shadow finds what the last days did not show.</EmptyState>
        )}
        {earlier.length > 0 && (
          <Card title="Earlier" flush>
            <ul className="divide-y divide-line">
              {earlier.map(({ id, startedAt, startedBy, examined, counts }) => (
                <li key={id} className="px-4 py-2.5 text-sm">
                  <TextLink href={paths.admin.policyComparison(id)}>{startedAt.slice(0, 16).replace("T", " ")} UTC</TextLink>
                  <span className="text-muted">
                    {" "}
                    · {startedBy} · {examined} actions · {counts.lower} needed less
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
