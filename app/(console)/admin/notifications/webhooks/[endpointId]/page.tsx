import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { endpointLists } from "@/app/(console)/admin/notifications/endpoint-lists";
import {
  enableEndpointMutation,
  removeEndpointMutation,
  replayFailedMutation,
  rotateSecretMutation,
  testEndpointMutation,
  updateEndpointMutation,
} from "@/app/(console)/admin/notifications/mutations";
import { ConfirmMutation } from "@/components/confirm-mutation";
import { DeliveryTable } from "@/components/notifications/delivery-table";
import { EditEndpoint, RotateSecret } from "@/components/notifications/endpoint-dialogs";
import { endpointPage as text } from "@/components/notifications/words-endpoints";
import { RefreshWhile } from "@/components/recovery/refresh-while";
import { Time } from "@/components/time";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { endpointView, listDeliveries } from "@/lib/deliveries/queries";
import { Refusal } from "@/lib/errors";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: text.tab };

export default async function EndpointPage({ params }: { params: Promise<{ endpointId: string }> }) {
  const admin = await requireRole("admin");
  const { endpointId } = await params;
  const endpoint = await endpointView(admin, endpointId).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === "not_found") notFound();
    throw error;
  });
  const [lists, { deliveries, older }] = await Promise.all([endpointLists(admin), listDeliveries(admin, { channel: "webhook", target: endpointId })]);
  const fields = { endpointId };
  const turn = endpoint.disabledAt ? text.enable : text.disable;
  const { host } = new URL(endpoint.url);
  return (
    <>
      <RefreshWhile going={deliveries.some(({ status, attempts }) => status === "waiting" && attempts === 0)} />
      <PageHeader
        title={host}
        description={endpoint.description}
        back={{ href: paths.admin.notifications, label: text.back }}
        actions={
          <>
            <ConfirmMutation
              mutation={testEndpointMutation}
              fields={fields}
              trigger={<Button>{text.test.trigger}</Button>}
              title={text.test.title}
              description={text.test.description}
              confirm={text.test.confirm}
              variant="primary"
              done={text.test.done}
            />
            <EditEndpoint endpoint={endpoint} update={updateEndpointMutation} {...lists} />
            <RotateSecret endpointId={endpointId} rotate={rotateSecretMutation} />
          </>
        }
      />
      <div className="flex flex-col gap-5">
        {endpoint.disabledAt && (
          <Alert tone="warning" title={text.disabled.title}>
            {text.disabled.before}
            <Time at={endpoint.disabledAt} show="relative" />
            {text.disabled.after(endpoint.disabledReason)}
          </Alert>
        )}
        <Card
          title={text.about.title}
          footer={
            <>
              <ConfirmMutation
                mutation={enableEndpointMutation}
                fields={{ ...fields, enabled: endpoint.disabledAt ? "yes" : "no" }}
                trigger={<Button>{turn.trigger}</Button>}
                title={turn.title}
                description={turn.description}
                confirm={turn.confirm}
                variant="primary"
                done={turn.done}
              />
              <ConfirmMutation
                mutation={removeEndpointMutation}
                fields={fields}
                trigger={<Button>{text.remove.trigger}</Button>}
                title={text.remove.title}
                description={text.remove.description}
                confirm={text.remove.confirm}
                done={text.remove.done}
              />
            </>
          }
        >
          <DescriptionList
            items={[
              { term: text.about.address, value: <span className="break-all">{endpoint.url}</span> },
              { term: text.about.agent, value: endpoint.agent ? <TextLink href={paths.admin.agent(endpoint.agent.id)}>{endpoint.agent.name}</TextLink> : text.about.allAgents },
              { term: text.about.events, value: endpoint.eventTypes.length === 0 ? text.about.everyEvent : endpoint.eventTypes.join(", ") },
              {
                term: text.about.secrets,
                value: endpoint.secrets.map(({ createdAt, expiresAt }) => (
                  <span key={createdAt} className="block">
                    {text.about.secret.since}
                    <Time at={createdAt} show="absolute" />
                    {expiresAt && (
                      <>
                        {text.about.secret.until}
                        <Time at={expiresAt} show="absolute" />
                      </>
                    )}
                  </span>
                )),
              },
              { term: text.about.evidence, value: <TextLink href={paths.auditAbout(endpointId)}>{text.about.changes}</TextLink> },
            ]}
          />
        </Card>
        <section aria-labelledby="deliveries" className="flex flex-col gap-3">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <h2 id="deliveries" className="text-base font-semibold">
              {text.deliveries.title}
            </h2>
            {endpoint.failed > 0 && (
              <ConfirmMutation
                mutation={replayFailedMutation}
                fields={fields}
                trigger={<Button size="small">{text.replay.trigger}</Button>}
                title={text.replay.title(endpoint.failed)}
                description={text.replay.description}
                confirm={text.replay.confirm}
                variant="primary"
                done={text.replay.done}
              />
            )}
          </div>
          {deliveries.length === 0 ? (
            <EmptyState title={text.deliveries.empty.title}>{text.deliveries.empty.body}</EmptyState>
          ) : (
            <DeliveryTable oneTarget deliveries={deliveries} />
          )}
          {older && <TextLink href={paths.admin.deliveries(`?channel=webhook&target=${endpointId}`)}>{text.deliveries.all}</TextLink>}
        </section>
      </div>
    </>
  );
}
