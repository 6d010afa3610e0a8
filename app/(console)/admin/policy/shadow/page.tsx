import type { Metadata } from "next";
import { endComparisonMutation, startShadowMutation } from "@/app/(console)/admin/policy/mutations";
import { ownDraft } from "@/app/(console)/admin/policy/own-draft";
import { ComparisonSummary } from "@/components/policy/comparison-summary";
import { PolicyFrame } from "@/components/policy/policy-frame";
import { StartButtons } from "@/components/policy/start-button";
import { shadowPage as text } from "@/components/policy/words-comparison";
import { RefreshWhile } from "@/components/recovery/refresh-while";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/link-button";
import { shadows } from "@/lib/actions/comparison/comparison-queries";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { isAdmin } from "@/lib/people/may";
import { proposalCount } from "@/lib/policy/versions-proposals";

export const metadata: Metadata = { title: text.tab };

export default async function ShadowPage() {
  const person = await requireRole("auditor");
  const admin = isAdmin(person);
  const [draft, proposals] = await Promise.all([admin ? ownDraft(person) : undefined, proposalCount()]);
  const [newest, ...earlier] = await shadows(draft?.policy ?? null);
  const going = newest?.finishedAt === null;
  return (
    <PolicyFrame tab="shadow" admin={admin} proposals={proposals} description={text.description}>
      <div className="flex flex-col gap-5">
        {draft && !going && (
          <Card title={text.start.title} description={text.start.description}>
            <StartButtons mutation={startShadowMutation} variant="primary" choices={[{ label: text.start.button, input: {} }]} not={draft.not} />
          </Card>
        )}
        {newest ? (
          <Card
            title={
              <>
                {going ? text.going.title : text.last} {going && <Badge tone="info">{text.going.now}</Badge>}
              </>
            }
            actions={going && draft && <StartButtons mutation={endComparisonMutation} choices={[{ label: text.going.end, input: { id: newest.id } }]} />}
          >
            <RefreshWhile going={going} />
            <ComparisonSummary comparison={newest} />
          </Card>
        ) : (
          <EmptyState title={text.empty.title}>{text.empty.body}</EmptyState>
        )}
        {earlier.length > 0 && (
          <Card title={text.earlier.title} flush>
            <ul className="divide-y divide-line">
              {earlier.map(({ id, startedAt, startedBy, examined, counts }) => (
                <li key={id} className="px-4 py-2.5 text-sm">
                  <TextLink href={paths.admin.policyComparison(id)}>{text.earlier.at(startedAt.slice(0, 16).replace("T", " "))}</TextLink>
                  <span className="text-muted">{` · ${text.earlier.found(startedBy, examined, counts.lower)}`}</span>
                </li>
              ))}
            </ul>
          </Card>
        )}
      </div>
    </PolicyFrame>
  );
}
