import { Download } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { draftFromVersionMutation } from "@/app/(console)/admin/policy/mutations";
import { ConfirmMutation } from "@/components/confirm-mutation";
import { DifferenceList } from "@/components/policy/difference-list";
import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { Field } from "@/components/ui/field";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { isAdmin } from "@/lib/people/may";
import { differencesBetween } from "@/lib/policy/differences";
import { yamlOf } from "@/lib/policy/document-view";
import { listPolicyVersions } from "@/lib/policy/versions";

export const metadata: Metadata = { title: "Version of the policy" };

type Props = { params: Promise<{ version: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function VersionPage({ params, searchParams }: Props) {
  const person = await requireRole("auditor");
  const [asked, { against }, versions] = await Promise.all([params, searchParams, listPolicyVersions(1_000)]);
  const index = versions.findIndex(({ version }) => String(version) === asked.version);
  const one = versions[index];
  if (!one) notFound();
  const other = versions.find(({ version }) => String(version) === against) ?? versions[index + 1] ?? one;
  const [earlier, later] = other.version <= one.version ? [other, one] : [one, other];
  return (
    <>
      <PageHeader
        title={`Version ${one.version}`}
        description={
          <>
            {one.publishedBy ?? "Set-up"}
            {one.confirmedBy && `, confirmed by ${one.confirmedBy}`} · <Time at={one.publishedAt.toISOString()} /> · {one.reason}
          </>
        }
        back={{ href: paths.admin.policyVersions, label: "Versions" }}
        badges={index === 0 && <Badge tone="success">In force</Badge>}
        actions={
          <>
            <LinkButton href={paths.admin.policyFile(one.version)} prefetch={false} icon={<Download aria-hidden="true" />}>
              Export
            </LinkButton>
            {isAdmin(person) && (
              <ConfirmMutation
                mutation={draftFromVersionMutation}
                fields={{ version: one.version }}
                trigger={<Button>Edit as draft…</Button>}
                title={`Take version ${one.version} as your draft?`}
                description="It takes the place of the draft you have. Nothing is published."
                confirm="Take as draft"
                variant="primary"
                done="It is your draft"
              />
            )}
          </>
        }
      />
      <div className="flex flex-col gap-5">
        <Card
          title={earlier === later ? "The first version" : `From version ${earlier.version} to version ${later.version}`}
          actions={
            versions.length > 1 && (
              <form className="flex items-end gap-2">
                <Field label="Compare with" hideLabel className="w-40">
                  <Select name="against" defaultValue={String(other.version)} options={versions.filter(({ version }) => version !== one.version).map(({ version }) => ({ value: String(version), label: `Version ${version}` }))} />
                </Field>
                <Button type="submit">Compare</Button>
              </form>
            )
          }
        >
          <DifferenceList differences={differencesBetween(earlier.document, later.document)} none={earlier === later ? "There is nothing before it." : "They say the same."} />
        </Card>
        <CodeBlock code={yamlOf(one.document)} label={`Version ${one.version} as YAML`} />
      </div>
    </>
  );
}
