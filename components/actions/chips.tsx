import { Banknote, Bot, CalendarClock, Coins, Mail, Plug, UserRound } from "lucide-react";
import { Countdown } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { FlaggedText } from "@/components/ui/flagged-text";
import { LOCALE } from "@/components/words";
import type { ActionInFull } from "@/lib/actions/shown/person-view";
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
        ...Object.entries(action.payload.amounts).map(([pointer, amount]) => (
          <Badge key={`amount ${pointer}`} icon={<Banknote aria-hidden="true" />}>
            <FlaggedText text={amount} />
          </Badge>
        )),
        action.payload.kind === "email" ? <Recipients key="recipients" mail={action.payload} /> : null,
        <ReversibilityMark key="reversibility" {...action} />,
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

/** To whom it goes: who it is if it is one, else how many; those outside stand out. */
function Recipients({ mail: { to, cc, bcc } }: { mail: Extract<ActionInFull["payload"], { kind: "email" }> }) {
  const all = [...to, ...cc, ...bcc];
  const outside = all.filter((one) => one.outside || one.remark).length;
  if (all.length === 0) return null;
  return (
    <Badge tone={outside > 0 ? "warning" : "neutral"} icon={<Mail aria-hidden="true" />} className="h-auto min-h-5 max-w-full whitespace-normal">
      <span className="min-w-0 wrap-anywhere">
        {all.length === 1 ? <FlaggedText text={all[0]!.address} /> : `${all.length} recipients`}
        {outside > 0 && (all.length === 1 ? ", outside" : `, ${outside} outside`)}
      </span>
    </Badge>
  );
}

function money({ amount, currency }: { amount: number; currency: string }): string {
  return new Intl.NumberFormat(LOCALE, { style: "currency", currency, maximumFractionDigits: 6 }).format(amount);
}
