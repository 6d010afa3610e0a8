import type { Compared } from "@/components/actions/requests";
import { Value } from "@/components/payload/value";
import { FlaggedText } from "@/components/ui/flagged-text";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { differing as words } from "./words";

/** The fields in which several actions differ, as a table, and those in which all agree below it. Nothing is cut. */
export function DifferingFields({ compared: { columns, rows, same } }: { compared: Compared }) {
  return (
    <div className="flex flex-col gap-4">
      <Table caption={words.title}>
        <TableHead>
          <HeaderCell>{words.action}</HeaderCell>
          {columns.map((pointer) => (
            <HeaderCell key={pointer}>{named(pointer)}</HeaderCell>
          ))}
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.id}>
              <Cell className="min-w-48 font-medium">
                <FlaggedText text={row.summary} />
              </Cell>
              {columns.map((pointer) => (
                <Cell key={pointer} label={named(pointer)} className="max-w-64 min-w-24 align-top max-sm:max-w-none">
                  {pointer in row.values ? <Value value={row.values[pointer]} amount={row.amounts[pointer] ?? null} /> : <span className="text-muted">{words.none}</span>}
                </Cell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {same.length > 0 && (
        <div>
          <h3 className="mb-1 text-xs font-medium text-muted">{words.same}</h3>
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
            {same.map(({ pointer, value, amount }) => (
              <div key={pointer} className="contents">
                <dt className="text-muted">{named(pointer)}</dt>
                <dd className="min-w-0">
                  <Value value={value} amount={amount} />
                </dd>
              </div>
            ))}
          </dl>
        </div>
      )}
    </div>
  );
}

const named = (pointer: string) => pointer.slice(1).replaceAll("/", " › ").replaceAll("~1", "/").replaceAll("~0", "~");
