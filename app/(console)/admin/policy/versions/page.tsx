import type { Metadata } from "next";
import { restoreMutation } from "@/app/(console)/admin/policy/mutations";
import { ConfirmMutation } from "@/components/confirm-mutation";
import { PolicyFrame } from "@/components/policy/policy-frame";
import { versionsPage as text } from "@/components/policy/words-publish";
import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { TextLink } from "@/components/ui/link-button";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { isAdmin } from "@/lib/people/may";
import { differencesBetween } from "@/lib/policy/differences";
import { listPolicyVersions } from "@/lib/policy/versions";
import { proposalCount } from "@/lib/policy/versions-proposals";

export const metadata: Metadata = { title: text.tab };

export default async function VersionsPage() {
  const person = await requireRole("auditor");
  const admin = isAdmin(person);
  const [versions, proposals] = await Promise.all([listPolicyVersions(200), proposalCount()]);
  const newest = versions[0]?.version ?? 0;
  return (
    <PolicyFrame tab="versions" admin={admin} proposals={proposals} description={text.description}>
      <Card flush>
        <ol aria-label={text.list} className="divide-y divide-line">
          {versions.map(({ version, reason, publishedAt, publishedBy, confirmedBy, document }, index) => {
            const changes = index < versions.length - 1 ? differencesBetween(versions[index + 1]?.document, document).length : 0;
            return (
              <li key={version} className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 py-3 text-sm">
                <div className="min-w-0">
                  <p className="flex flex-wrap items-center gap-2 font-medium">
                    <TextLink href={paths.admin.policyVersion(version)}>{text.version(version)}</TextLink>{" "}
                    {version === newest && <Badge tone="success">{text.inForce}</Badge>}
                  </p>
                  <p className="mt-0.5 text-muted">
                    {text.author(publishedBy, confirmedBy)} · <Time at={publishedAt.toISOString()} />
                    {changes > 0 && ` · ${text.differences(changes, versions[index + 1]!.version)}`}
                  </p>
                  <p className="mt-1 break-words">{reason}</p>
                </div>
                {admin && version !== newest && (
                  <ConfirmMutation
                    mutation={restoreMutation}
                    fields={{ version, expectedVersion: newest }}
                    trigger={<Button size="small">{text.restore.trigger}</Button>}
                    title={text.restore.title(version)}
                    description={text.restore.description(newest + 1)}
                    confirm={text.restore.confirm}
                    variant="primary"
                    done={text.restore.done(version)}
                  >
                    <Field label={text.restore.reason} required>
                      <Input name="reason" defaultValue={text.restore.usual(version)} />
                    </Field>
                  </ConfirmMutation>
                )}
              </li>
            );
          })}
        </ol>
      </Card>
    </PolicyFrame>
  );
}
