import { Send, Webhook } from "lucide-react";
import type { Metadata } from "next";
import { CreateEndpoint } from "@/components/notifications/endpoint-dialogs";
import { EndpointTable } from "@/components/notifications/endpoint-table";
import { DeliveryTable } from "@/components/notifications/delivery-table";
import { KeepingForm } from "@/components/notifications/keeping-form";
import { MailServerCard } from "@/components/notifications/mail-server";
import { notificationsPage as text, words } from "@/components/notifications/words";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton, TextLink } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { mailServerView } from "@/lib/deliveries/email/server";
import { listDeliveries, listEndpoints } from "@/lib/deliveries/queries";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { readSettings } from "@/lib/settings";
import { workspaceView } from "@/lib/slack/workspace";
import { createEndpointMutation, keepDeliveriesMutation, removeMailServerMutation, setMailServerMutation, testMailMutation } from "./mutations";
import { endpointLists } from "./endpoint-lists";

export const metadata: Metadata = { title: text.title };

const FIRST = 10;

export default async function NotificationsPage() {
  const admin = await requireRole("admin");
  const [endpoints, lists, server, { deliveries }, slack, settings] = await Promise.all([
    listEndpoints(admin),
    endpointLists(admin),
    mailServerView(admin),
    listDeliveries(admin, {}),
    workspaceView(admin),
    readSettings(),
  ]);
  const create = <CreateEndpoint {...lists} create={createEndpointMutation} />;
  return (
    <>
      <PageHeader title={text.title} description={text.description} />
      <div className="flex flex-col gap-6">
        <section aria-labelledby="webhooks" className="flex flex-col gap-3">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <h2 id="webhooks" className="text-base font-semibold">
              {text.webhooks.title}
            </h2>
            {endpoints.length > 0 && create}
          </div>
          {endpoints.length === 0 ? (
            <EmptyState icon={<Webhook />} title={text.webhooks.empty.title} action={create}>
              {text.webhooks.empty.body}
            </EmptyState>
          ) : (
            <EndpointTable endpoints={endpoints} />
          )}
        </section>
        <Card
          title={text.slack.title}
          description={slack ? text.slack.connected(slack.teamName) : text.slack.notConnected}
          actions={<LinkButton href={paths.admin.slack}>{slack ? text.slack.channels : text.slack.setUp}</LinkButton>}
        />
        <MailServerCard server={server} set={setMailServerMutation} test={testMailMutation} remove={removeMailServerMutation} />
        <section aria-labelledby="deliveries" className="flex flex-col gap-3">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <h2 id="deliveries" className="text-base font-semibold">
              {text.deliveries.title}
            </h2>
            {deliveries.length > 0 && <TextLink href={paths.admin.deliveries("")} className="text-sm">{text.deliveries.all}</TextLink>}
          </div>
          {deliveries.length === 0 ? (
            <EmptyState icon={<Send />} title={text.deliveries.empty.title}>
              {text.deliveries.empty.body}
            </EmptyState>
          ) : (
            <DeliveryTable deliveries={deliveries.slice(0, FIRST)} />
          )}
        </section>
        <Card title={words.keeping.title} description={words.keeping.description}>
          <KeepingForm days={settings.keep_deliveries_days} change={keepDeliveriesMutation} />
        </Card>
      </div>
    </>
  );
}
