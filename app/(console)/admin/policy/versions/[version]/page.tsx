import { Download } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { draftFromVersionMutation } from "@/app/(console)/admin/policy/mutations";
import { ConfirmMutation } from "@/components/confirm-mutation";
import { DifferenceList } from "@/components/policy/difference-list";
import { versionPage as text } from "@/components/policy/words-publish";
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

export const metadata: Metadata = { title: text.tab };

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
        title={text.title(one.version)}
        description={
          <>
            {text.author(one.publishedBy, one.confirmedBy)} · <Time at={one.publishedAt.toISOString()} /> · {one.reason}
          </>
        }
        back={{ href: paths.admin.policyVersions, label: text.back }}
        badges={index === 0 && <Badge tone="success">{text.inForce}</Badge>}
        actions={
          <>
            <LinkButton href={paths.admin.policyFile(one.version)} prefetch={false} icon={<Download aria-hidden="true" />}>
              {text.export}
            </LinkButton>
            {isAdmin(person) && (
              <ConfirmMutation
                mutation={draftFromVersionMutation}
                fields={{ version: one.version }}
                trigger={<Button>{text.take.trigger}</Button>}
                title={text.take.title(one.version)}
                description={text.take.description}
                confirm={text.take.confirm}
                variant="primary"
                done={text.take.done}
              />
            )}
          </>
        }
      />
      <div className="flex flex-col gap-5">
        <Card
          title={earlier === later ? text.first.title : text.between.title(earlier.version, later.version)}
          actions={
            versions.length > 1 && (
              <form className="flex items-end gap-2">
                <Field label={text.against} hideLabel className="w-40">
                  <Select name="against" defaultValue={String(other.version)} options={versions.filter(({ version }) => version !== one.version).map(({ version }) => ({ value: String(version), label: text.title(version) }))} />
                </Field>
                <Button type="submit">{text.compare}</Button>
              </form>
            )
          }
        >
          <DifferenceList differences={differencesBetween(earlier.document, later.document)} none={earlier === later ? text.first.none : text.between.none} />
        </Card>
        <CodeBlock code={yamlOf(one.document)} label={text.yaml(one.version)} />
      </div>
    </>
  );
}
