import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { replayMutation } from "@/app/(console)/admin/notifications/mutations";
import { ConfirmMutation } from "@/components/confirm-mutation";
import { AttemptCard } from "@/components/notifications/attempt-card";
import { DeliveryStatusBadge } from "@/components/notifications/delivery-status";
import { CHANNEL_WORD, eventWord } from "@/components/notifications/delivery-words";
import { deliveryPage as text } from "@/components/notifications/words-deliveries";
import { RefreshWhile } from "@/components/recovery/refresh-while";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { FlaggedText } from "@/components/ui/flagged-text";
import { TextLink } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { deliveryInFull } from "@/lib/deliveries/queries";
import { Refusal } from "@/lib/errors";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: text.tab };

export default async function DeliveryPage({ params }: { params: Promise<{ deliveryId: string }> }) {
  const admin = await requireRole("admin");
  const { deliveryId } = await params;
  const delivery = await deliveryInFull(admin, deliveryId).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === "not_found") notFound();
    throw error;
  });
  const underWay = delivery.tries.some(({ finishedAt }) => finishedAt === null);
  return (
    <>
      <RefreshWhile going={delivery.status === "waiting" && (underWay || (delivery.nextAt !== null && new Date(delivery.nextAt).getTime() < Date.now() + 10_000))} />
      <PageHeader
        title={eventWord(delivery.eventType)}
        badges={<DeliveryStatusBadge delivery={delivery} />}
        back={{ href: paths.admin.notifications, label: text.back }}
        actions={
          <ConfirmMutation
            mutation={replayMutation}
            fields={{ deliveryId }}
            trigger={<Button>{text.replay.trigger}</Button>}
            title={text.replay.title}
            description={text.replay.description}
            confirm={text.replay.confirm}
            variant="primary"
            done={text.replay.done}
          />
        }
      />
      <div className="flex flex-col gap-5">
        <Card title={text.about.title}>
          <DescriptionList
            items={[
              {
                term: text.about.to,
                value: (
                  <>
                    {CHANNEL_WORD[delivery.channel]}{" "}
                    {delivery.channel === "webhook" ? <TextLink href={paths.admin.webhook(delivery.target)}>{delivery.to}</TextLink> : delivery.to}
                  </>
                ),
              },
              { term: text.about.event, value: <code className="font-mono text-xs">{delivery.eventType}</code> },
              delivery.actionId !== null && {
                term: text.about.action,
                value: (
                  <TextLink href={paths.action(delivery.actionId)}>
                    <FlaggedText text={delivery.summary ?? delivery.actionId} />
                  </TextLink>
                ),
              },
              delivery.sequence !== null && { term: text.about.tellsOf, value: text.about.change(delivery.sequence, delivery.revision ?? 1) },
              { term: text.about.id, value: <code className="font-mono text-xs break-all">{delivery.id}</code> },
              { term: text.about.made, value: <Time at={delivery.createdAt} /> },
              delivery.status === "waiting" && !underWay && delivery.nextAt !== null && { term: text.about.nextTry, value: <Time at={delivery.nextAt} /> },
              delivery.lastResult !== null && { term: text.about.lastResult, value: <FlaggedText text={delivery.lastResult} /> },
            ]}
          />
        </Card>
        <section aria-labelledby="tries" className="flex flex-col gap-3">
          <h2 id="tries" className="text-base font-semibold">
            {text.tries.title}
          </h2>
          {delivery.tries.length === 0 ? <p className="text-sm text-muted">{text.tries.none}</p> : delivery.tries.map((attempt) => <AttemptCard key={attempt.number} attempt={attempt} />)}
        </section>
      </div>
    </>
  );
}
