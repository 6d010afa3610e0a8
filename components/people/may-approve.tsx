import { Check, Minus, X } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { TierBadge } from "@/components/actions/tier-badge";
import { Card } from "@/components/ui/card";
import { FlaggedText } from "@/components/ui/flagged-text";
import { Folded } from "@/components/ui/folded";
import { TextLink } from "@/components/ui/link-button";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import type { WhatTheyApprove } from "@/lib/actions/desk/what-they-approve-view";
import { paths } from "@/lib/paths";
import { approves as say } from "./words";

type Props = { name: string; /** It is whoever looks. */ self: boolean; approves: WhatTheyApprove };

/** "What may this person approve, and why not this one?" */
export function MayApprove({ name, self, approves }: Props) {
  const { now, standsIn, ownedAgents, tiers, tools, rules, waiting } = approves;
  const answers = new Map(tiers.map((each) => [each.tier, each]));
  const stoodInFor = [...new Set(standsIn.map((one) => one.name))];
  return (
    <div id="may-approve" className="scroll-mt-4">
      <Card
        title={say.title(name, self)}
        description={say.now(now.may, now.waiting, self)}
        actions={self && now.may > 0 && <TextLink href={paths.queueView("mine")} className="text-sm">{say.queue}</TextLink>}
      >
        <Table caption={say.title(name, self)}>
          <TableHead>
            <HeaderCell>{say.tier}</HeaderCell>
            <HeaderCell>{say.needs}</HeaderCell>
            <HeaderCell>{say.answer}</HeaderCell>
          </TableHead>
          <TableBody>
            {tiers.map((tier) => (
              <TableRow key={tier.tier}>
                <Cell>
                  <TierBadge tier={tier.tier} />
                </Cell>
                <Cell label={say.needs}>{tier.needs.length > 0 ? say.slots(tier.needs) : say.noReview}</Cell>
                <Cell label={say.answer}>
                  <Answer tier={tier} />
                </Cell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
        <ul className="mt-3 flex flex-col gap-1 text-sm text-muted">
          <li>{ownedAgents.length > 0 ? say.never(ownedAgents, self) : say.neverOwn(self)}</li>
          {stoodInFor.map((from) => (
            <li key={from}>{say.standsIn(from, standsIn.filter((one) => one.name === from).map(({ group }) => group), self)}</li>
          ))}
        </ul>
        {rules.length > 0 && (
          <Folded title={say.rules}>
            <ul className="flex list-disc flex-col gap-1 pl-5 text-sm">
              {rules.map(({ rule, group, approvals, member }) => (
                <li key={`${rule} ${group}`}>{say.rule(rule, group, approvals, member, self)}</li>
              ))}
            </ul>
          </Folded>
        )}
        <Folded title={say.tools(tools.length)}>
          <Table caption={say.tools(tools.length)}>
            <TableHead>
              <HeaderCell>{say.tool}</HeaderCell>
              <HeaderCell>{say.usually}</HeaderCell>
              <HeaderCell>{say.answer}</HeaderCell>
            </TableHead>
            <TableBody>
              {tools.map((tool) => (
                <TableRow key={tool.name}>
                  <Cell>
                    <span className="font-medium">{tool.title}</span> <code className="font-mono text-xs text-muted">{tool.name}</code>
                  </Cell>
                  <Cell label={say.usually}>
                    <TierBadge tier={tool.tier} />
                  </Cell>
                  <Cell label={say.answer}>
                    <Answer tier={answers.get(tool.tier)!} />
                  </Cell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
          <p className="mt-2 text-xs text-muted">{say.toolsNote}</p>
        </Folded>
        <Folded title={say.waiting}>
          {waiting.length === 0 ? (
            <p className="text-sm text-muted">{say.waitingNone}</p>
          ) : (
            <ul className="divide-y divide-line">
              {waiting.map(({ id, summary, tier, may }) => (
                <li key={id} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 py-2 text-sm">
                  <TierBadge tier={tier} />
                  <Link href={paths.action(id)} prefetch={false} className="min-w-0 flex-1 basis-56 font-medium hover:underline">
                    <FlaggedText text={summary} />
                  </Link>
                  <span className="basis-full">
                    <Said yes={may === true}>{may === true ? null : may}</Said>
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Folded>
      </Card>
    </div>
  );
}

function Answer({ tier: { answer, needs } }: { tier: WhatTheyApprove["tiers"][number] }) {
  return (
    <Said yes={answer === "yes" ? true : answer === "nobody" ? null : false}>
      {answer === "group" ? say.reason.group([...new Set(needs.map(({ group }) => group))].join(say.or)) : answer !== "yes" && say.reason[answer]}
    </Said>
  );
}

/** Yes, no, or not needed, in a sign and a word, and why. */
function Said({ yes, children }: { yes: boolean | null; children: ReactNode }) {
  const [Icon, word, colour] = yes === null ? ([Minus, say.nobody, "text-muted"] as const) : yes ? ([Check, say.yes, "text-success-ink"] as const) : ([X, say.no, "text-danger-ink"] as const);
  return (
    <span>
      <span className={`mr-1.5 font-medium whitespace-nowrap ${colour}`}>
        <Icon aria-hidden="true" className="mr-1 inline size-3.5 align-[-0.15em]" />
        {word}
        {children && ":"}
      </span>
      {children && <span className="text-muted">{children}</span>}
    </span>
  );
}
