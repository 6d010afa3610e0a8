import { BellOff } from "lucide-react";
import type { Metadata } from "next";
import { MarkAllRead } from "@/components/notices/mark-all-read";
import { NoticeList } from "@/components/notices/notice-list";
import { noticesPage as text } from "@/components/notices/words";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Id } from "@/lib/ids";
import { requirePerson } from "@/lib/next/session";
import { noticesOf } from "@/lib/notices/notices";
import { paths } from "@/lib/paths";
import { markAllRead, markOneRead } from "./mutations";

export const metadata: Metadata = { title: text.title };

export default async function NoticesPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const person = await requirePerson();
  const { after } = await searchParams;
  const from = Id.safeParse(after);
  const { notices, older } = await noticesOf(person, from.success ? from.data : undefined);
  return (
    <>
      <PageHeader
        title={text.title}
        description={text.description}
        actions={notices.some(({ read }) => !read) && <MarkAllRead mutation={markAllRead} />}
      />
      {notices.length > 0 ? (
        <NoticeList notices={notices} read={markOneRead} />
      ) : (
        <EmptyState icon={<BellOff />} title={text.empty.title}>
          {text.empty.body}
        </EmptyState>
      )}
      <Pagination label={text.pages} newer={from.success ? paths.notices : undefined} older={older ? `${paths.notices}?after=${older}` : undefined} />
    </>
  );
}
