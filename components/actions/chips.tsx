import { Bot, CalendarClock, Coins, Plug, UserRound } from "lucide-react";
import { Countdown } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { FlaggedText } from "@/components/ui/flagged-text";
import { LOCALE } from "@/components/words";
import type { ActionInFull } from "@/lib/actions/person-view";
import { ModeMark, ReversibilityMark } from "./marks";
import { ActionStateBadge } from "./state-badge";
import { TierBadge } from "./tier-badge";
import { chips as words } from "./words-view";

/** What matters about an action at a glance, under its sentence. */
export function Chips({ action }: { action: ActionInFull }) {
  const open = (action.state === "pending" || action.state === "blocked") && !action.effectAt;
  return (
    <ul aria-label={words.title} className="flex flex-wrap items-center gap-1.5">
      {[
        <ActionStateBadge key="state" state={action.state} effectAt={action.effectAt} byAgent={action.outcome?.by === "agent"} />,
        <TierBadge key="tier" tier={action.tier} full />,
        <ReversibilityMark key="reversibility" reversibility={action.reversibility} rollback={action.rollback} />,
        action.dryRun || action.mode === "test" ? <ModeMark key="mode" mode={action.mode} dryRun={action.dryRun} /> : null,
        open && action.deadlineAt ? (
          <Badge key="deadline" icon={<CalendarClock aria-hidden="true" />}>
            <Countdown until={action.deadlineAt} past={words.past} />
            <span>{` · ${action.state === "blocked" ? words.deadline.release : action.onExpiry === "escalate" && !action.escalatedTo ? words.deadline.escalates : words.deadline.expires}`}</span>
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
              {words.onBehalfOf} <FlaggedText text={action.onBehalfOf} />
            </span>
          </Badge>
        ) : null,
        action.cost ? (
          <Badge key="cost" icon={<Coins aria-hidden="true" />}>
            {words.costs(money(action.cost))}
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
  return new Intl.NumberFormat(LOCALE, { style: "currency", currency, maximumFractionDigits: 6 }).format(amount);
}
