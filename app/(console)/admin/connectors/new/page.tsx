import type { Metadata } from "next";
import { kindChoices } from "@/app/(console)/admin/connectors/kinds";
import { createConnectorMutation } from "@/app/(console)/admin/connectors/mutations";
import { ConnectorForm } from "@/components/connectors/connector-form";
import { PageHeader } from "@/components/ui/page-header";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Create a connector" };

export default async function NewConnectorPage() {
  await requireRole("admin");
  const kinds = kindChoices();
  return (
    <>
      <PageHeader title="Create a connector" back={{ href: paths.admin.connectors, label: "Connectors" }} />
      <ConnectorForm connector={{ name: "", kind: kinds[0]!.kind, config: kinds[0]!.config }} kinds={kinds} save={createConnectorMutation} back={paths.admin.connectors} />
    </>
  );
}
