import type { Tone } from "@/components/ui/tone";
import type { DeliveryAttemptView, DeliveryLine, DeliveryStatus } from "@/lib/deliveries/view";
import { deliveryStates as text } from "./words-deliveries";

export const CHANNEL_WORD: Record<DeliveryLine["channel"], string> = text.channels;

export const STATUS: Record<DeliveryStatus, { word: string; tone: Tone }> = {
  waiting: { word: text.statuses.waiting, tone: "info" },
  delivered: { word: text.statuses.delivered, tone: "success" },
  failed: { word: text.statuses.failed, tone: "danger" },
  dropped: { word: text.statuses.dropped, tone: "neutral" },
};

export const OUTCOME: Record<NonNullable<DeliveryAttemptView["outcome"]>, { word: string; tone: Tone }> = {
  delivered: { word: text.outcomes.delivered, tone: "success" },
  retry: { word: text.outcomes.retry, tone: "warning" },
  failed: { word: text.outcomes.failed, tone: "danger" },
  dropped: { word: text.outcomes.dropped, tone: "neutral" },
  lost: { word: text.outcomes.lost, tone: "warning" },
};

/** `action.lost_track` in words. */
export const eventWord = (type: string): string => {
  const words = type.slice(type.indexOf(".") + 1).replaceAll("_", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
};

/** Tried already, and waiting for its next try. */
export const isRetrying = ({ status, attempts }: Pick<DeliveryLine, "status" | "attempts">): boolean => status === "waiting" && attempts > 0;
