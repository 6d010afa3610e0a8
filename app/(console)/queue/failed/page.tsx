import { CircleCheck } from "lucide-react";
import type { Metadata } from "next";
import { RetryForm } from "@/components/recovery/retry-form";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { failedPage } from "@/lib/actions/failed";
import { requirePerson } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { retryChosen } from "./mutations";

export const metadata: Metadata = { title: "Failed actions" };

export default async function FailedPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const person = await requirePerson();
  const { after } = await searchParams;
  const from = typeof after === "string" ? after : undefined;
  const { lines, older } = await failedPage(from);
  return (
    <>
      <PageHeader
        back={{ href: paths.queueView("failed"), label: "Queue" }}
        title="Failed actions"
        description="Everything that failed for good and was not retried, with its cause. Nothing is tried again by itself from here."
      />
      {lines.length > 0 ? (
        <RetryForm key={from ?? "first"} lines={lines} mutation={retryChosen} refused={person.role === "auditor" ? "Auditors read; reviewers and admins retry." : undefined} />
      ) : (
        <EmptyState icon={<CircleCheck />} title="Nothing has failed for good" />
      )}
      <Pagination label="Pages of failed actions" newer={from ? paths.failed : undefined} older={older ? `${paths.failed}?after=${encodeURIComponent(older)}` : undefined} />
    </>
  );
}
