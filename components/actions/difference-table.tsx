import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Value } from "@/components/payload/value";
import { difference as words } from "./words";

type Props = { caption: string; from: string; to: string; difference: readonly { field: string; from: unknown; to: unknown }[] };

/** Two states of a record, field by field. */
export function DifferenceTable({ caption, from, to, difference }: Props) {
  return (
    <Table caption={caption}>
      <TableHead>
        <HeaderCell>{words.field}</HeaderCell>
        <HeaderCell>{from}</HeaderCell>
        <HeaderCell>{to}</HeaderCell>
      </TableHead>
      <TableBody>
        {difference.map((change) => (
          <TableRow key={change.field}>
            <Cell className="font-medium">{change.field}</Cell>
            <Cell label={from}>
              <Value value={change.from} />
            </Cell>
            <Cell label={to}>
              <Value value={change.to} className="font-medium" />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
