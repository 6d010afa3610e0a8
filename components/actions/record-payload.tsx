import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { FlaggedText } from "@/components/ui/flagged-text";
import type { PayloadView } from "@/lib/actions/person-view";
import { Value } from "./values";

type Row = Extract<PayloadView, { kind: "record" }>;

const SAYS: Record<Row["verb"], string> = { insert: "A new row in", update: "Changes one row of", delete: "Deletes one row of" };

/** A change of one row: which one, and what its columns would hold. */
export function RecordPayload({ record }: { record: Row }) {
  return (
    <>
      <p className="mb-2 text-sm">
        {SAYS[record.verb]} <code className="font-mono">{record.table}</code>
        {record.key !== null && (
          <>
            {": "}
            <FlaggedText text={record.key} className="font-mono font-medium" />
          </>
        )}
      </p>
      {record.fields.length > 0 && (
        <Table caption={`${SAYS[record.verb]} ${record.table}`}>
          <TableHead>
            <HeaderCell>Column</HeaderCell>
            <HeaderCell>Becomes</HeaderCell>
          </TableHead>
          <TableBody>
            {record.fields.map(({ field, value }) => (
              <TableRow key={field}>
                <Cell className="font-medium">{field}</Cell>
                <Cell label="Becomes">
                  <Value value={value} />
                </Cell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </>
  );
}
