import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { kindChoices } from "@/app/(console)/admin/connectors/kinds";
import { publishConnectorMutation } from "@/app/(console)/admin/connectors/mutations";
import { ConnectorForm } from "@/components/connectors/connector-form";
import { editConnectorPage as words } from "@/components/connectors/words";
import { PageHeader } from "@/components/ui/page-header";
import { connectorView } from "@/lib/connectors/queries";
import { Id } from "@/lib/ids";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: words.title };

export default async function EditConnectorPage({ params }: { params: Promise<{ connectorId: string }> }) {
  const admin = await requireRole("admin");
  const { connectorId } = await params;
  const connector = Id.safeParse(connectorId).success ? await connectorView(admin, connectorId) : undefined;
  if (!connector) notFound();
  const { name, kind, version, credentials, versions } = connector;
  return (
    <>
      <PageHeader
        title={words.heading(name)}
        description={words.description}
        back={{ href: paths.admin.connector(connectorId), label: name }}
      />
      <ConnectorForm
        connector={{ name, kind, config: JSON.stringify(versions[0]!.config, null, 2) }}
        version={{ connectorId, number: version, credentials }}
        kinds={kindChoices()}
        save={publishConnectorMutation}
        back={paths.admin.connector(connectorId)}
      />
    </>
  );
}
