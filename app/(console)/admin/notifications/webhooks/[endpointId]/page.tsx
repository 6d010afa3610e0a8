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

export const metadata: Metadata = { title: "Webhook endpoint" };

export default async function EndpointPage({ params }: { params: Promise<{ endpointId: string }> }) {
  const admin = await requireRole("admin");
  const { endpointId } = await params;
  const endpoint = await endpointView(admin, endpointId).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === "not_found") notFound();
    throw error;
  });
  const [lists, { deliveries, older }] = await Promise.all([endpointLists(admin), listDeliveries(admin, { channel: "webhook", target: endpointId })]);
  const fields = { endpointId };
  const { host } = new URL(endpoint.url);
  return (
    <>
      <RefreshWhile going={deliveries.some(({ status, attempts }) => status === "waiting" && attempts === 0)} />
      <PageHeader
        title={host}
        description={endpoint.description}
        back={{ href: paths.admin.notifications, label: "Notifications" }}
        actions={
          <>
            <ConfirmMutation
              mutation={testEndpointMutation}
              fields={fields}
              trigger={<Button>Send a test</Button>}
              title="Send a test message?"
              description="It is signed like every other and says nothing of any action."
              confirm="Send"
              variant="primary"
              done="A test message is on its way"
            />
            <EditEndpoint endpoint={endpoint} update={updateEndpointMutation} {...lists} />
            <RotateSecret endpointId={endpointId} rotate={rotateSecretMutation} />
          </>
        }
      />
      <div className="flex flex-col gap-5">
        {endpoint.disabledAt && (
          <Alert tone="warning" title="It is told nothing">
            Disabled <Time at={endpoint.disabledAt} show="relative" />. {endpoint.disabledReason}
          </Alert>
        )}
        <Card
          title="About"
          footer={
            <>
              <ConfirmMutation
                mutation={enableEndpointMutation}
                fields={{ ...fields, enabled: endpoint.disabledAt ? "yes" : "no" }}
                trigger={<Button>{endpoint.disabledAt ? "Enable" : "Disable"}</Button>}
                title={endpoint.disabledAt ? "Tell it again?" : "Stop telling it?"}
                description={endpoint.disabledAt ? "It hears of what happens from now on." : "What happens meanwhile is not kept for it; agents can still ask by themselves."}
                confirm={endpoint.disabledAt ? "Enable" : "Disable"}
                variant="primary"
                done={endpoint.disabledAt ? "It is told again" : "It is told nothing any more"}
              />
              <ConfirmMutation
                mutation={removeEndpointMutation}
                fields={fields}
                trigger={<Button variant="danger">Remove</Button>}
                title="Remove this endpoint?"
                description="It is told nothing any more and its secrets end. What was delivered stays on record."
                confirm="Remove"
                done="The endpoint is removed"
              />
            </>
          }
        >
          <DescriptionList
            items={[
              { term: "Address", value: <span className="break-all">{endpoint.url}</span> },
              { term: "Whose actions", value: endpoint.agent ? <TextLink href={paths.admin.agent(endpoint.agent.id)}>{endpoint.agent.name}</TextLink> : "Those of all agents" },
              { term: "Events", value: endpoint.eventTypes.length === 0 ? "Every one" : endpoint.eventTypes.join(", ") },
              {
                term: "Signed with",
                value: endpoint.secrets.map(({ createdAt, expiresAt }) => (
                  <span key={createdAt} className="block">
                    The secret of <Time at={createdAt} show="absolute" />
                    {expiresAt && (
                      <>
                        , until <Time at={expiresAt} show="absolute" />
                      </>
                    )}
                  </span>
                )),
              },
              { term: "Evidence", value: <TextLink href={paths.auditAbout(endpointId)}>Changes of this endpoint</TextLink> },
            ]}
          />
        </Card>
        <section aria-labelledby="deliveries" className="flex flex-col gap-3">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <h2 id="deliveries" className="text-base font-semibold">
              Deliveries
            </h2>
            {endpoint.failed > 0 && (
              <ConfirmMutation
                mutation={replayFailedMutation}
                fields={fields}
                trigger={<Button size="small">Replay what failed</Button>}
                title={`Send ${endpoint.failed} again?`}
                description="Each under its own id, so that the receiver knows what it has already."
                confirm="Replay"
                variant="primary"
                done="They are being sent again"
              />
            )}
          </div>
          {deliveries.length === 0 ? (
            <EmptyState title="It was told nothing yet">Send a test, or wait for the next event.</EmptyState>
          ) : (
            <DeliveryTable deliveries={deliveries} />
          )}
          {older && <TextLink href={paths.admin.deliveries(`?channel=webhook&target=${endpointId}`)}>All of them</TextLink>}
        </section>
      </div>
    </>
  );
}
