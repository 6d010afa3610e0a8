import type { Metadata } from "next";
import { kindChoices } from "@/app/(console)/admin/connectors/kinds";
import { createConnectorMutation } from "@/app/(console)/admin/connectors/mutations";
import { ConnectorForm } from "@/components/connectors/connector-form";
import { newConnectorPage as words } from "@/components/connectors/words";
import { PageHeader } from "@/components/ui/page-header";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: words.title };

export default async function NewConnectorPage() {
  await requireRole("admin");
  const kinds = kindChoices();
  return (
    <>
      <PageHeader title={words.title} back={{ href: paths.admin.connectors, label: words.back }} />
      <ConnectorForm connector={{ name: "", kind: kinds[0]!.kind, config: kinds[0]!.config }} kinds={kinds} save={createConnectorMutation} back={paths.admin.connectors} />
    </>
  );
}
