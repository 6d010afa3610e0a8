import { SearchX, Undo2 } from "lucide-react";
import type { Metadata } from "next";
import { ActionList } from "@/components/actions/action-list";
import { HistoryFilterForm } from "@/components/actions/history-filters";
import { historyPage as text, searchedBack } from "@/components/actions/words-history";
import { Alert } from "@/components/ui/alert";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Time } from "@/components/time";
import { historyChoices, historyPage } from "@/lib/actions/history/history";
import { readFilters } from "@/lib/actions/history/history-filters";
import { requirePerson } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { isAdmin } from "@/lib/people/may";

export const metadata: Metadata = { title: text.title };

type Search = Record<string, string | string[] | undefined>;

export default async function HistoryPage({ searchParams }: { searchParams: Promise<Search> }) {
  const person = await requirePerson();
  const search = await searchParams;
  const filters = readFilters(search);
  const one = (name: string) => (typeof search[name] === "string" ? search[name] : undefined);
  const [page, choices] = await Promise.all([historyPage(filters, { older: one("older"), newer: one("newer") }), historyChoices()]);
  const filtered = Object.keys(filters).length > 0;
  const searched = page.looked?.sentencesOnly ? searchedBack.sentences : searchedBack.everything;
  const address = (more: Record<string, string>) => `${paths.history}?${new URLSearchParams({ ...filters, ...more })}`;
  const none = page.looked && page.older ? text.noneYet : filtered ? text.noneFits : text.empty;
  return (
    <>
      <PageHeader
        title={text.title}
        description={text.description}
        actions={
          isAdmin(person) && (
            <LinkButton href={paths.rollBackMany} prefetch={false} icon={<Undo2 aria-hidden="true" />}>
              {text.rollBack}
            </LinkButton>
          )
        }
      />
      <HistoryFilterForm key={JSON.stringify(filters)} filters={filters} choices={choices} />
      {page.looked && (
        <Alert tone="info" className="mb-4">
          {searched.before}
          <Time at={page.looked.until} show="absolute" />
          {searched.after}
        </Alert>
      )}
      {page.lines.length > 0 ? (
        <ActionList label={text.list} lines={page.lines} states />
      ) : (
        <EmptyState
          icon={<SearchX />}
          title={none.title}
          action={filtered && <LinkButton href={paths.history}>{text.noneFits.clear}</LinkButton>}
        >
          {none.body}
        </EmptyState>
      )}
      <Pagination label={text.pages} newer={page.newer ? address({ newer: page.newer }) : undefined} older={page.older ? address({ older: page.older }) : undefined} />
    </>
  );
}
