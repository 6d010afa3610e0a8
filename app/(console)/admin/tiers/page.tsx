import type { Metadata } from "next";
import { PolicyForm } from "@/components/policy/policy-form";
import { VersionHistory } from "@/components/policy/version-history";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { changesBetween } from "@/lib/changes";
import { requireRole } from "@/lib/next/session";
import { listGroups } from "@/lib/people/queries";
import { listPolicyVersions } from "@/lib/policy/versions";
import { listTools } from "@/lib/tools/queries";
import { publishMutation, restoreMutation } from "./mutations";

export const metadata: Metadata = { title: "Tiers" };

export default async function TiersPage() {
  const admin = await requireRole("admin");
  const [versions, groups, tools] = await Promise.all([listPolicyVersions(), listGroups(), listTools(admin)]);
  const [current] = versions;
  const lines = versions.map(({ version, reason, publishedAt, publishedBy, document }, index) => ({
    version,
    reason,
    publishedBy,
    publishedAt: publishedAt.toISOString(),
    changes: changesBetween(versions[index + 1]?.document, document),
  }));
  return (
    <>
      <PageHeader title="Tiers" description="What each risk tier requires before an action runs, and which tools belong to which." />
      {current ? (
        <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
          <PolicyForm
            policy={current.document}
            version={current.version}
            groups={groups.map(({ name }) => name)}
            tools={tools.filter(({ archivedAt }) => !archivedAt).map(({ name }) => name)}
            publish={publishMutation}
          />
          <VersionHistory versions={lines} newest={current.version} restore={restoreMutation} />
        </div>
      ) : (
        <EmptyState title="No policy yet">The first admin&apos;s account brings one. Create it, then reload this page.</EmptyState>
      )}
    </>
  );
}
