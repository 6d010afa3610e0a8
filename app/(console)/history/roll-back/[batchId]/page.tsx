import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BatchProgress } from "@/components/recovery/batch-progress";
import { RefreshWhile } from "@/components/recovery/refresh-while";
import { Time } from "@/components/time";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { TextLink } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { batchView } from "@/lib/actions/bulk-rollback-view";
import { Refusal } from "@/lib/errors";
import { Id } from "@/lib/ids";
import { requirePerson } from "@/lib/next/session";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Rollback of many" };

export default async function BatchPage({ params }: { params: Promise<{ batchId: string }> }) {
  await requirePerson();
  const { batchId } = await params;
  if (!Id.safeParse(batchId).success) notFound();
  const batch = await batchView(batchId).catch((error: unknown) => {
    if (error instanceof Refusal) notFound();
    throw error;
  });
  return (
    <>
      <RefreshWhile going={batch.finishedAt === null} />
      <PageHeader back={{ href: paths.history, label: "History" }} title={`Rollback of ${batch.items.length} actions of ${batch.agent.name}`} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <BatchProgress batch={batch} />
        <Card title="What was asked for">
          <DescriptionList
            items={[
              { term: "By", value: batch.by },
              { term: "Reason", value: batch.reason },
              { term: "Asked for", value: <Time at={batch.createdAt} show="absolute" /> },
              { term: "From", value: <Time at={batch.from} show="absolute" /> },
              { term: "To", value: <Time at={batch.to} show="absolute" /> },
              batch.tool !== null && { term: "Tool", value: batch.tool },
              batch.mode === "test" && { term: "Mode", value: "Test" },
              batch.finishedAt !== null && { term: "Ended", value: <Time at={batch.finishedAt} show="absolute" /> },
              { term: "Evidence", value: <TextLink href={paths.auditAbout(batch.id)}>Audit events</TextLink> },
            ]}
          />
        </Card>
      </div>
    </>
  );
}
