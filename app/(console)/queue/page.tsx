import { CircleCheck } from "lucide-react";
import type { Metadata } from "next";
import { ActionList } from "@/components/actions/action-list";
import { counted, QUEUE_TITLE } from "@/components/actions/queue-words";
import { LiveQueue } from "@/components/actions/live-queue";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton, TextLink } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Tabs } from "@/components/ui/tabs";
import { QUEUE_VIEWS, type QueueView } from "@/lib/actions/person-view";
import { allowedToday, now, queueCounts, queuePage } from "@/lib/actions/queries";
import { requirePerson } from "@/lib/next/session";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Queue" };

type Search = { view?: string | string[]; after?: string | string[] };

export default async function QueuePage({ searchParams }: { searchParams: Promise<Search> }) {
  await requirePerson();
  const search = await searchParams;
  const view = QUEUE_VIEWS.find((known) => known === search.view) ?? "waiting";
  const after = typeof search.after === "string" ? search.after : undefined;
  // Before the rows, so that what comes meanwhile is told of rather than missed.
  const since = (await now()).toISOString();
  const [page, counts] = await Promise.all([queuePage(view, after), queueCounts()]);
  const { title, empty } = QUEUE_TITLE[view];
  return (
    <>
      <PageHeader title="Queue" />
      <Tabs
        label="Views of the queue"
        className="mb-4"
        items={QUEUE_VIEWS.map((each) => ({
          href: each === "waiting" ? paths.queue : paths.queueView(each),
          label: QUEUE_TITLE[each].title,
          count: counted(counts[each]),
          current: each === view,
        }))}
      />
      {view === "failed" && (
        <p className="mb-3 text-sm text-muted">
          Those of the last seven days. <TextLink href={paths.failed}>All failed actions, with their causes, to retry</TextLink>
        </p>
      )}
      <LiveQueue key={since} view={view} ids={page.lines.map(({ id }) => id)} since={since} />
      {page.lines.length > 0 ? (
        <ActionList label={title} lines={page.lines} states={view === "in-flight"} />
      ) : (
        <EmptyState icon={<CircleCheck />} title={view === "waiting" && !after ? await clear() : empty} />
      )}
      {(page.older || after) && (
        <nav aria-label="Pages" className="mt-4 flex justify-between gap-2">
          {after ? <LinkButton href={addressOf(view)}>From the top</LinkButton> : <span />}
          {page.older && (
            <LinkButton href={addressOf(view, page.older)} rel="next">
              Next page
            </LinkButton>
          )}
        </nav>
      )}
    </>
  );
}

async function clear(): Promise<string> {
  return `Clear. ${counted(await allowedToday())} allowed by policy today.`;
}

function addressOf(view: QueueView, after?: string): string {
  const search = new URLSearchParams({ ...(view !== "waiting" && { view }), ...(after && { after }) });
  return search.size > 0 ? `${paths.queue}?${search}` : paths.queue;
}
