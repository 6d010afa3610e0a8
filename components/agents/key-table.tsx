import { ConfirmMutation } from "@/components/confirm-mutation";
import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import type { Tone } from "@/components/ui/tone";
import type { KeyLine } from "@/lib/agents/key-view";
import type { Mutation } from "@/lib/next/mutation-state";
import { RotateKey } from "./key-dialogs";

const STATE: Record<KeyLine["state"], { word: string; tone: Tone }> = {
  works: { word: "Works", tone: "success" },
  ending: { word: "Rotated, ending", tone: "warning" },
  expired: { word: "Expired", tone: "neutral" },
  revoked: { word: "Revoked", tone: "neutral" },
};

type Props = { agentId: string; keys: KeyLine[]; rotate: Mutation<{ key: string }>; revoke: Mutation<void> };

/** An agent's keys: what may be shown of them, and what can be done. */
export function KeyTable({ agentId, keys, rotate, revoke }: Props) {
  return (
    <Table caption="Keys">
      <TableHead>
        <HeaderCell>Key</HeaderCell>
        <HeaderCell>State</HeaderCell>
        <HeaderCell>Scopes</HeaderCell>
        <HeaderCell>Last used</HeaderCell>
        <HeaderCell>Works until</HeaderCell>
        <HeaderCell>
          <span className="sr-only">What can be done</span>
        </HeaderCell>
      </TableHead>
      <TableBody>
        {keys.map((key) => (
          <TableRow key={key.id}>
            <Cell>
              <span className="font-mono text-xs break-all">
                {key.prefix}…{key.lastFour}
              </span>{" "}
              {key.mode === "test" && <Badge tone="notice">Test</Badge>}
              <span className="block text-xs text-muted">
                created <Time at={key.createdAt} show="relative" />
              </span>
            </Cell>
            <Cell label="State">
              <Badge tone={STATE[key.state].tone}>{STATE[key.state].word}</Badge>
            </Cell>
            <Cell label="Scopes" className="text-xs">
              {key.scopes.join(", ")}
            </Cell>
            <Cell label="Last used">{key.lastUsedAt ? <Time at={key.lastUsedAt} show="relative" /> : <span className="text-muted">Never</span>}</Cell>
            <Cell label="Works until">{key.expiresAt ? <Time at={key.expiresAt} show="absolute" /> : <span className="text-muted">No end</span>}</Cell>
            <Cell className="text-right">
              {(key.state === "works" || key.state === "ending") && (
                <span className="inline-flex flex-wrap justify-end gap-2">
                  {key.state === "works" && <RotateKey keyLine={key} rotate={rotate} />}
                  <ConfirmMutation
                    mutation={revoke}
                    fields={{ agentId, keyId: key.id }}
                    trigger={
                      <Button size="small">
                        Revoke
                      </Button>
                    }
                    title={`Revoke ${key.prefix}…${key.lastFour}?`}
                    description="It stops working with its next request, for good. What it proposed already goes on."
                    confirm="Revoke key"
                    done="The key is revoked"
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
