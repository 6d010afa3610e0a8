import { Time } from "@/components/time";
import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/link-button";
import type { DeliveryLine } from "@/lib/deliveries/view";
import { paths } from "@/lib/paths";
import { DeliveryStatusBadge } from "./delivery-status";
import { CHANNEL_WORD, eventWord } from "./delivery-words";
import { told as text } from "./words-deliveries";

const SHOWN = 8;

/** Who was told of an action, and whether it arrived. Nothing here holds the action up. */
export function Told({ deliveries, admin }: { deliveries: readonly DeliveryLine[]; admin: boolean }) {
  if (deliveries.length === 0) return null;
  const line = (delivery: DeliveryLine) => (
    <li key={delivery.id} className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-0.5 text-sm">
      <span className="min-w-0">
        <span className="text-muted">{CHANNEL_WORD[delivery.channel]}</span> <span className="break-all">{delivery.to}</span>
        <span className="block text-xs text-muted">
          {admin ? <TextLink href={paths.admin.delivery(delivery.id)}>{eventWord(delivery.eventType)}</TextLink> : eventWord(delivery.eventType)}
          {", "}
          <Time at={delivery.createdAt} show="relative" />
        </span>
      </span>
      <DeliveryStatusBadge delivery={delivery} />
    </li>
  );
  return (
    <Card title={text.title}>
      <ul className="flex flex-col gap-2.5">{deliveries.slice(0, SHOWN).map(line)}</ul>
      {deliveries.length > SHOWN && (
        <details className="mt-2.5">
          <summary className="text-sm text-accent-ink">{text.more(deliveries.length - SHOWN)}</summary>
          <ul className="mt-2.5 flex flex-col gap-2.5">{deliveries.slice(SHOWN).map(line)}</ul>
        </details>
      )}
    </Card>
  );
}
