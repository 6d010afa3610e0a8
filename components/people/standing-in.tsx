import { UserRoundCheck } from "lucide-react";
import { Time } from "@/components/time";
import { TextLink } from "@/components/ui/link-button";
import type { DelegationLine } from "@/lib/people/delegation-view";
import { paths } from "@/lib/paths";
import { away } from "./words";

/** Above the rows of the queue: who stands in for whom at this moment, where it concerns whoever looks. */
export function StandingIn({ personId, lines }: { personId: string; lines: readonly DelegationLine[] }) {
  const running = lines.filter((line) => line.running);
  if (running.length === 0) return null;
  return (
    <ul className="flex flex-col gap-0.5 border-b border-line px-4 py-2 text-xs text-muted">
      {running.map(({ id, from, to, endsAt }) => (
        <li key={id} className="flex items-baseline gap-1.5">
          <UserRoundCheck aria-hidden="true" className="size-3.5 shrink-0 self-center" />
          <span className="min-w-0 flex-1">
            {from.id === personId ? away.inForYou(to.name) : away.youFor(from.name)} {away.until} <Time at={endsAt} show="absolute" />
          </span>
          <TextLink href={paths.away}>{away.change}</TextLink>
        </li>
      ))}
    </ul>
  );
}
