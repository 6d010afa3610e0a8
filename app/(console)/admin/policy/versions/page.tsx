import type { Metadata } from "next";
import { restoreMutation } from "@/app/(console)/admin/policy/mutations";
import { ConfirmMutation } from "@/components/confirm-mutation";
import { PolicyFrame } from "@/components/policy/policy-frame";
import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { LinkButton, TextLink } from "@/components/ui/link-button";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { isAdmin } from "@/lib/people/may";
import { differencesBetween } from "@/lib/policy/differences";
import { listPolicyVersions } from "@/lib/policy/versions";
import { proposalCount } from "@/lib/policy/versions-proposals";

export const metadata: Metadata = { title: "Versions of the policy" };

export default async function VersionsPage() {
  const person = await requireRole("auditor");
  const admin = isAdmin(person);
  const [versions, proposals] = await Promise.all([listPolicyVersions(200), proposalCount()]);
  const newest = versions[0]?.version ?? 0;
  return (
    <PolicyFrame tab="versions" admin={admin} proposals={proposals} description="Every version there was. An old one comes back as a new one; none is ever changed.">
      <Card flush>
        <ol aria-label="Versions" className="divide-y divide-line">
          {versions.map(({ version, reason, publishedAt, publishedBy, confirmedBy, document }, index) => {
            const changes = index < versions.length - 1 ? differencesBetween(versions[index + 1]?.document, document).length : 0;
            return (
              <li key={version} className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 py-3 text-sm">
                <div className="min-w-0">
                  <p className="font-medium">
                    <TextLink href={paths.admin.policyVersion(version)}>Version {version}</TextLink> {version === newest && <Badge tone="success">In force</Badge>}
                  </p>
                  <p className="mt-0.5 text-muted">
                    {publishedBy ?? "Set-up"}
                    {confirmedBy && `, confirmed by ${confirmedBy}`} · <Time at={publishedAt.toISOString()} />
                    {changes > 0 && ` · ${changes} ${changes === 1 ? "difference" : "differences"} from version ${versions[index + 1]!.version}`}
                  </p>
                  <p className="mt-1 break-words">{reason}</p>
                </div>
                <div className="flex flex-wrap gap-2">
                  <LinkButton size="small" href={paths.admin.policyVersion(version)}>
                    Look
                  </LinkButton>
                  {admin && version !== newest && (
                    <ConfirmMutation
                      mutation={restoreMutation}
                      fields={{ version, expectedVersion: newest }}
                      trigger={<Button size="small">Restore…</Button>}
                      title={`Restore version ${version}?`}
                      description={`What it says is published again, as version ${newest + 1}; where that loosens, it waits for a second admin. The versions in between stay.`}
                      confirm="Restore"
                      variant="primary"
                      done={`Version ${version} is in force again`}
                    >
                      <Field label="Reason" required>
                        <Input name="reason" defaultValue={`Restore version ${version}`} />
                      </Field>
                    </ConfirmMutation>
                  )}
                </div>
              </li>
            );
          })}
        </ol>
      </Card>
    </PolicyFrame>
  );
}
