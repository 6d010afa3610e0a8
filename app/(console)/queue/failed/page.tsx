import type { Metadata } from "next";
import { desk, failedActions } from "@/components/queue/words";
import { RetryForm } from "@/components/recovery/retry-form";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { mayAct } from "@/lib/actions/may";
import { failedPage } from "@/lib/actions/recovery/failed";
import { requirePerson } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { retryChosen } from "./mutations";

export const metadata: Metadata = { title: failedActions.title };

export default async function FailedPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const person = await requirePerson();
  const { after } = await searchParams;
  const from = typeof after === "string" ? after : undefined;
  const { lines, older } = await failedPage(from);
  const retry = mayAct(person, "retry");
  return (
    <>
      <PageHeader
        back={{ href: paths.queueView("failed"), label: desk.title }}
        title={failedActions.title}
        description={failedActions.description}
      />
      {/* It stays when the last one is gone: it holds the results. */}
      <RetryForm key={from ?? "first"} lines={lines} mutation={retryChosen} refused={retry === true ? undefined : retry.reason} />
      <Pagination label={failedActions.pages} newer={from ? paths.failed : undefined} older={older ? `${paths.failed}?after=${encodeURIComponent(older)}` : undefined} />
    </>
  );
}
