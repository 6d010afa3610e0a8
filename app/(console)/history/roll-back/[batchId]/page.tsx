import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BatchProgress } from "@/components/recovery/batch-progress";
import { RefreshWhile } from "@/components/recovery/refresh-while";
import { batchPage as text } from "@/components/recovery/words";
import { Time } from "@/components/time";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { TextLink } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { batchView } from "@/lib/actions/recovery/bulk-rollback-view";
import { Refusal } from "@/lib/errors";
import { Id } from "@/lib/ids";
import { requirePerson } from "@/lib/next/session";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: text.tab };

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
      <PageHeader back={{ href: paths.history, label: text.back }} title={text.title(batch.items.length, batch.agent.name)} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <BatchProgress batch={batch} />
        <Card title={text.about.title}>
          <DescriptionList
            items={[
              { term: text.about.by, value: batch.by },
              { term: text.about.reason, value: batch.reason },
              { term: text.about.askedAt, value: <Time at={batch.createdAt} show="absolute" /> },
              { term: text.about.from, value: <Time at={batch.from} show="absolute" /> },
              { term: text.about.to, value: <Time at={batch.to} show="absolute" /> },
              batch.tool !== null && { term: text.about.tool, value: batch.tool },
              batch.mode === "test" && { term: text.about.mode, value: text.about.test },
              batch.finishedAt !== null && { term: text.about.endedAt, value: <Time at={batch.finishedAt} show="absolute" /> },
              { term: text.about.evidence, value: <TextLink href={paths.auditAbout(batch.id)}>{text.about.events}</TextLink> },
            ]}
          />
        </Card>
      </div>
    </>
  );
}
