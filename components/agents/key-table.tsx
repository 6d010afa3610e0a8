import { ConfirmMutation } from "@/components/confirm-mutation";
import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import type { Tone } from "@/components/ui/tone";
import type { KeyLine } from "@/lib/agents/key-view";
import type { Mutation } from "@/lib/next/mutation-state";
import { RotateKey } from "./key-dialogs";
import { keyTable as words } from "./words-keys";

const TONE: Record<KeyLine["state"], Tone> = {
  works: "success",
  ending: "warning",
  expired: "neutral",
  revoked: "neutral",
};

/** Enough of it to tell it from others. */
const shownOf = ({ prefix, lastFour }: KeyLine) => `${prefix}…${lastFour}`;

type Props = { agentId: string; keys: KeyLine[]; rotate: Mutation<{ key: string }>; revoke: Mutation<void> };

/** An agent's keys: what may be shown of them, and what can be done. */
export function KeyTable({ agentId, keys, rotate, revoke }: Props) {
  return (
    <Table caption={words.title}>
      <TableHead>
        <HeaderCell>{words.key}</HeaderCell>
        <HeaderCell>{words.state}</HeaderCell>
        <HeaderCell>{words.scopes}</HeaderCell>
        <HeaderCell>{words.lastUsed}</HeaderCell>
        <HeaderCell>{words.until}</HeaderCell>
        <HeaderCell>
          <span className="sr-only">{words.doing}</span>
        </HeaderCell>
      </TableHead>
      <TableBody>
        {keys.map((key) => (
          <TableRow key={key.id}>
            <Cell>
              <span className="font-mono text-xs break-all">
                {shownOf(key)}
              </span>{" "}
              {key.mode === "test" && <Badge tone="notice">{words.test}</Badge>}
              <span className="block text-xs text-muted">
                {words.created} <Time at={key.createdAt} show="relative" />
              </span>
            </Cell>
            <Cell label={words.state}>
              <Badge tone={TONE[key.state]}>{words.states[key.state]}</Badge>
            </Cell>
            <Cell label={words.scopes} className="text-xs">
              {key.scopes.join(", ")}
            </Cell>
            <Cell label={words.lastUsed}>{key.lastUsedAt ? <Time at={key.lastUsedAt} show="relative" /> : <span className="text-muted">{words.never}</span>}</Cell>
            <Cell label={words.until}>{key.expiresAt ? <Time at={key.expiresAt} show="absolute" /> : <span className="text-muted">{words.noEnd}</span>}</Cell>
            <Cell className="text-right">
              {(key.state === "works" || key.state === "ending") && (
                <span className="inline-flex flex-wrap justify-end gap-2">
                  {key.state === "works" && <RotateKey keyLine={key} rotate={rotate} />}
                  <ConfirmMutation
                    mutation={revoke}
                    fields={{ agentId, keyId: key.id }}
                    trigger={
                      <Button size="small">
                        {words.revoke}
                      </Button>
                    }
                    title={words.revokeTitle(shownOf(key))}
                    description={words.revokeDescription}
                    confirm={words.revokeConfirm}
                    done={words.revoked}
                  />
                </span>
              )}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
