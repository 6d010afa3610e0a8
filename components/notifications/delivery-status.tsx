import { Badge } from "@/components/ui/badge";
import type { DeliveryLine } from "@/lib/deliveries/view";
import { isRetrying, STATUS } from "./delivery-words";
import { deliveryStates } from "./words-deliveries";

export function DeliveryStatusBadge({ delivery }: { delivery: Pick<DeliveryLine, "status" | "attempts"> }) {
  const { word, tone } = STATUS[delivery.status];
  return isRetrying(delivery) ? <Badge tone="warning">{deliveryStates.retrying}</Badge> : <Badge tone={tone}>{word}</Badge>;
}
