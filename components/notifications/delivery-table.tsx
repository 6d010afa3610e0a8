import { Time } from "@/components/time";
import { FlaggedText } from "@/components/ui/flagged-text";
import { Cell, HeaderCell, RowLink, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import type { DeliveryLine } from "@/lib/deliveries/view";
import { paths } from "@/lib/paths";
import { DeliveryStatusBadge } from "./delivery-status";
import { CHANNEL_WORD, eventWord } from "./delivery-words";
import { deliveryTable as text } from "./words-deliveries";

type Props = { deliveries: readonly DeliveryLine[]; /** All to one target, which the page names. */ oneTarget?: boolean };

/** Messages that were sent or are to be, each with where it stands. */
export function DeliveryTable({ deliveries, oneTarget }: Props) {
  return (
    <Table caption={text.title}>
      <TableHead>
        <HeaderCell>{text.event}</HeaderCell>
        {!oneTarget && <HeaderCell>{text.to}</HeaderCell>}
        <HeaderCell>{text.state}</HeaderCell>
        <HeaderCell numeric>{text.tries}</HeaderCell>
        <HeaderCell>{text.made}</HeaderCell>
      </TableHead>
      <TableBody>
        {deliveries.map((delivery) => (
          <TableRow key={delivery.id}>
            <Cell>
              <RowLink href={paths.admin.delivery(delivery.id)}>{eventWord(delivery.eventType)}</RowLink>
              {delivery.summary && (
                <span className="block max-w-lg text-xs text-muted">
                  <FlaggedText text={delivery.summary} />
                </span>
              )}
            </Cell>
            {!oneTarget && (
              <Cell label={text.to}>
                <span className="text-muted">{CHANNEL_WORD[delivery.channel]}</span> {delivery.to}
              </Cell>
            )}
            <Cell label={text.state}>
              <DeliveryStatusBadge delivery={delivery} />
              {delivery.lastResult && (
                <span className="block max-w-80 text-xs text-muted">
                  <FlaggedText text={delivery.lastResult} />
                </span>
              )}
            </Cell>
            <Cell label={text.tries} numeric>
              {delivery.attempts}
            </Cell>
            <Cell label={text.made}>
              <Time at={delivery.createdAt} show="relative" />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
