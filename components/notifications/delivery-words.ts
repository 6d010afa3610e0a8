import type { Tone } from "@/components/ui/tone";
import type { DeliveryAttemptView, DeliveryLine, DeliveryStatus } from "@/lib/deliveries/view";

export const CHANNEL_WORD: Record<DeliveryLine["channel"], string> = { webhook: "Webhook", email: "Email", slack: "Slack" };

export const STATUS: Record<DeliveryStatus, { word: string; tone: Tone }> = {
  waiting: { word: "Waiting", tone: "info" },
  delivered: { word: "Delivered", tone: "success" },
  failed: { word: "Failed", tone: "danger" },
  dropped: { word: "Not needed", tone: "neutral" },
};

export const OUTCOME: Record<NonNullable<DeliveryAttemptView["outcome"]>, { word: string; tone: Tone }> = {
  delivered: { word: "Delivered", tone: "success" },
  retry: { word: "To be tried again", tone: "warning" },
  failed: { word: "Failed", tone: "danger" },
  dropped: { word: "Not needed", tone: "neutral" },
  lost: { word: "Interrupted", tone: "warning" },
};

/** `action.lost_track` in words. */
export const eventWord = (type: string): string => {
  const words = type.slice(type.indexOf(".") + 1).replaceAll("_", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
};

/** Tried already, and waiting for its next try. */
export const isRetrying = ({ status, attempts }: Pick<DeliveryLine, "status" | "attempts">): boolean => status === "waiting" && attempts > 0;
