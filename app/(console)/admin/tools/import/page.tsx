import type { Metadata } from "next";
import { importToolsMutation, readToolsMutation } from "@/app/(console)/admin/tools/import/mutations";
import { ImportTools } from "@/components/tools/import-tools";
import { importPage as words } from "@/components/tools/words-import";
import { PageHeader } from "@/components/ui/page-header";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: words.title };

export default async function ImportToolsPage() {
  await requireRole("admin");
  return (
    <>
      <PageHeader
        title={words.title}
        description={words.description}
        back={{ href: paths.admin.tools, label: words.back }}
      />
      <ImportTools read={readToolsMutation} register={importToolsMutation} />
    </>
  );
}
