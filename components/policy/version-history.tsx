import { ChangeList } from "@/components/change-list";
import { ConfirmMutation } from "@/components/confirm-mutation";
import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Mutation } from "@/lib/next/mutation-state";
import type { PolicyVersionLine } from "@/lib/policy/view";

type Props = { versions: PolicyVersionLine[]; newest: number; restore: Mutation<void> };

/** Who published what, and why; an old version comes back as a new one. */
export function VersionHistory({ versions, newest, restore }: Props) {
  return (
    <Card title="History" flush>
      <ol className="divide-y divide-line">
        {versions.map(({ version, reason, publishedAt, publishedBy, changes }) => (
          <li key={version} className="px-4 py-3 text-sm">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <p className="flex flex-wrap items-center gap-2 font-medium">
                Version {version} {version === newest && <Badge tone="success">In force</Badge>}
              </p>
              {version !== newest && (
                <ConfirmMutation
                  mutation={restore}
                  fields={{ version, expectedVersion: newest }}
                  trigger={<Button size="small">Restore</Button>}
                  title={`Restore version ${version}?`}
                  description={`Its settings are published again, as version ${newest + 1}. The versions in between stay in the history.`}
                  confirm={`Publish as version ${newest + 1}`}
                  variant="primary"
                  done={`Version ${version} is in force again`}
                >
                  <Field label="Reason" required>
                    <Input name="reason" defaultValue={`Restore version ${version}`} />
                  </Field>
                </ConfirmMutation>
              )}
            </div>
            <p className="mt-0.5 text-muted">
              {publishedBy ?? "Set-up"} · <Time at={publishedAt} />
            </p>
            <p className="mt-1">{reason}</p>
            {version > 1 && (
              <details className="mt-1.5">
                <summary className="w-fit py-1 text-xs text-muted pointer-coarse:min-h-11 pointer-coarse:py-3.5">What changed</summary>
                <div className="mt-1.5">
                  <ChangeList changes={changes} />
                </div>
              </details>
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}
