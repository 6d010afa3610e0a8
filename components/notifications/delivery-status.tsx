import { Badge } from "@/components/ui/badge";
import type { DeliveryLine } from "@/lib/deliveries/view";
import { isRetrying, STATUS } from "./delivery-words";

export function DeliveryStatusBadge({ delivery }: { delivery: Pick<DeliveryLine, "status" | "attempts"> }) {
  const { word, tone } = STATUS[delivery.status];
  return isRetrying(delivery) ? <Badge tone="warning">Trying again</Badge> : <Badge tone={tone}>{word}</Badge>;
}
