import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Value } from "@/components/payload/value";
import { HIDDEN, type ShownChange } from "@/lib/actions/shown/difference-view";
import { difference as words } from "./words";

type Props = { caption: string; from: string; to: string; difference: readonly { field: string; from: unknown; to: unknown; /** Both as money, where it is. */ amounts?: ShownChange["amounts"] }[] };

/** Two states of a record, field by field. */
export function DifferenceTable({ caption, from, to, difference }: Props) {
  const shown = difference.filter((change) => !isHidden(change));
  const hidden = difference.filter(isHidden).map(({ field }) => field);
  return (
    <>
      {shown.length > 0 && (
        <Table caption={caption}>
          <TableHead>
            <HeaderCell>{words.field}</HeaderCell>
            <HeaderCell>{from}</HeaderCell>
            <HeaderCell>{to}</HeaderCell>
          </TableHead>
          <TableBody>
            {shown.map((change) => (
              <TableRow key={change.field}>
                <Cell className="font-medium">{change.field}</Cell>
                <Cell label={from}>
                  <Value value={change.from} amount={change.amounts?.from} />
                </Cell>
                <Cell label={to}>
                  <Value value={change.to} amount={change.amounts?.to} className="font-medium" />
                </Cell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {hidden.length > 0 && <p className="mt-2 text-xs text-muted">{words.hidden(hidden)}</p>}
    </>
  );
}

/** Both sides are masked whole: all there is to say is that they differ. */
const isHidden = ({ from, to }: { from: unknown; to: unknown }) => from === HIDDEN && to === HIDDEN;
