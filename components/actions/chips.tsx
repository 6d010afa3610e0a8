import { Bot, CalendarClock, Coins, Plug, UserRound } from "lucide-react";
import { Countdown } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { FlaggedText } from "@/components/ui/flagged-text";
import type { ActionInFull } from "@/lib/actions/person-view";
import { ModeMark, ReversibilityMark } from "./marks";
import { ActionStateBadge } from "./state-badge";
import { TierBadge } from "./tier-badge";

/** What matters about an action at a glance, under its sentence. */
export function Chips({ action }: { action: ActionInFull }) {
  const open = (action.state === "pending" || action.state === "blocked") && !action.effectAt;
  return (
    <ul aria-label="At a glance" className="flex flex-wrap items-center gap-1.5">
      {[
        <ActionStateBadge key="state" state={action.state} effectAt={action.effectAt} byAgent={action.outcome?.by === "agent"} />,
        <TierBadge key="tier" tier={action.tier} full />,
        <ReversibilityMark key="reversibility" reversibility={action.reversibility} rollback={action.rollback} />,
        action.dryRun || action.mode === "test" ? <ModeMark key="mode" mode={action.mode} dryRun={action.dryRun} /> : null,
        open && action.deadlineAt ? (
          <Badge key="deadline" icon={<CalendarClock aria-hidden="true" />}>
            <Countdown until={action.deadlineAt} past="Deadline passed" />
            <span>{action.state === "blocked" ? " · to release" : action.onExpiry === "escalate" && !action.escalatedTo ? " · then escalates" : " · then expires"}</span>
          </Badge>
        ) : null,
        <Badge key="agent" icon={<Bot aria-hidden="true" />}>
          {action.agent.name}
        </Badge>,
        <Badge key="tool" icon={<Plug aria-hidden="true" />}>
          {action.tool}
          {action.connector && ` · ${action.connector.name}`}
        </Badge>,
        action.onBehalfOf ? (
          <Badge key="for" icon={<UserRound aria-hidden="true" />} className="h-auto min-h-5 max-w-full whitespace-normal">
            <span>
              For <FlaggedText text={action.onBehalfOf} />
            </span>
          </Badge>
        ) : null,
        action.cost ? (
          <Badge key="cost" icon={<Coins aria-hidden="true" />}>
            Costs {money(action.cost)}
          </Badge>
        ) : null,
      ]
        .filter((chip) => chip !== null)
        .map((chip) => (
          <li key={chip.key} className="max-w-full">
            {chip}
          </li>
        ))}
    </ul>
  );
}

function money({ amount, currency }: { amount: number; currency: string }): string {
  return new Intl.NumberFormat("en", { style: "currency", currency, maximumFractionDigits: 6 }).format(amount);
}
