import { Ban, CircleCheck, CircleHelp, CircleX, Clock, Hourglass, Loader, OctagonX, ThumbsUp, TimerOff, Undo2, type LucideIcon } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { Tone } from "@/components/ui/tone";
import type { ActionState } from "@/lib/actions/states";
import { marks as words, STATE_WORD } from "./words";

const LOOK: Record<ActionState, { icon: LucideIcon; tone: Tone }> = {
  pending: { icon: Clock, tone: "accent" },
  blocked: { icon: OctagonX, tone: "danger" },
  approved: { icon: ThumbsUp, tone: "info" },
  rejected: { icon: CircleX, tone: "danger" },
  expired: { icon: TimerOff, tone: "neutral" },
  cancelled: { icon: Ban, tone: "neutral" },
  executing: { icon: Loader, tone: "info" },
  succeeded: { icon: CircleCheck, tone: "success" },
  failed: { icon: CircleX, tone: "danger" },
  unknown: { icon: CircleHelp, tone: "warning" },
  rolled_back: { icon: Undo2, tone: "notice" },
};

/** Where an action stands. While an approval may still be taken back it says so. */
export function ActionStateBadge({ state, effectAt, byAgent }: { state: ActionState; effectAt?: string | null; /** The agent ran it and reported it. */ byAgent?: boolean }) {
  if (state === "pending" && effectAt) {
    return (
      <Badge tone="info" icon={<Hourglass aria-hidden="true" />}>
        {words.takingEffect}
      </Badge>
    );
  }
  const { icon: Icon, tone } = LOOK[state];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden="true" />}>
      {byAgent && (state === "succeeded" || state === "failed") ? words.byAgent(STATE_WORD[state]) : STATE_WORD[state]}
    </Badge>
  );
}
