import { UserRoundCheck } from "lucide-react";
import { ConfirmMutation } from "@/components/confirm-mutation";
import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { FlaggedText } from "@/components/ui/flagged-text";
import type { Mutation } from "@/lib/next/mutation-state";
import type { DelegationLine } from "@/lib/people/delegation-view";
import { NameStandIn } from "./name-stand-in";
import { away } from "./words";

type Props = {
  person: { id: string; name: string };
  /** It is whoever looks. */
  self: boolean;
  lines: readonly DelegationLine[];
  choices: { id: string; name: string }[];
  most: number;
  delegate: Mutation<null>;
  end: Mutation<null>;
};

/** Who stands in for somebody, and for whom they do: what runs and what is to come. */
export function Away({ person, self, lines, choices, most, delegate, end }: Props) {
  return (
    <div id="away" className="scroll-mt-4">
      <Card
        title={away.title(person.name, self)}
        description={away.description(self)}
        actions={<NameStandIn person={person} self={self} choices={choices} most={most} delegate={delegate} />}
      >
        {lines.length === 0 ? (
          <p className="text-sm text-muted">{away.none(self)}</p>
        ) : (
          <ul aria-label={away.title(person.name, self)} className="divide-y divide-line">
            {lines.map(({ id, from, to, startsAt, endsAt, note, running }) => (
              <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3 first:pt-0 last:pb-0">
                <UserRoundCheck aria-hidden="true" className="size-5 shrink-0 text-muted" />
                <div className="min-w-0 flex-1 basis-48 text-sm">
                  <p className="flex flex-wrap items-center gap-2 font-medium">
                    {!self ? away.standsIn(to.name, from.name) : from.id === person.id ? away.inForYou(to.name) : away.youFor(from.name)}
                    <Badge tone={running ? "success" : "neutral"}>{running ? away.now : away.later}</Badge>
                  </p>
                  <p className="text-muted">
                    <Time at={startsAt} show="absolute" /> {away.until} <Time at={endsAt} show="absolute" />
                  </p>
                  {note && <FlaggedText text={note} className="text-muted" />}
                </div>
                <ConfirmMutation
                  mutation={end}
                  fields={{ id, about: person.id }}
                  trigger={
                    <Button size="small" aria-label={away.endOf(to.name, from.name)}>
                      {away.end}
                    </Button>
                  }
                  title={away.endTitle(to.name)}
                  description={away.endDescription}
                  confirm={away.end}
                  variant="primary"
                  done={away.ended}
                />
              </li>
            ))}
          </ul>
        )}
      </Card>
    </div>
  );
}
