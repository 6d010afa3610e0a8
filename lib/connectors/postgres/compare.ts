import { isSafeNumber, parse } from "lossless-json";
import type { Difference, Json } from "@/lib/connectors/types";
import type { RowText, Table } from "./table";

type Row = Record<string, Json>;

const HIDDEN = "••••";

/** A row's text as values; numbers that JavaScript cannot hold exactly stay text. */
export function valuesIn(row: RowText): Row {
  return parse(row, null, (text) => (isSafeNumber(text) ? Number(text) : text)) as Row;
}

/** The fields in which two rows differ. Values of columns that the connector does not name are not shown. */
export function differences(table: Table, from: RowText | undefined, to: RowText | undefined, only?: readonly string[]): Difference {
  const [a, b] = [from === undefined ? {} : valuesIn(from), to === undefined ? {} : valuesIn(to)];
  const fields = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((field) => !only || only.includes(field));
  const show = (field: string, row: Row) => (field in row ? (isShown(table, field) || row[field] === null ? row[field]! : HIDDEN) : null);
  return fields
    .filter((field) => JSON.stringify(a[field]) !== JSON.stringify(b[field]))
    .map((field) => ({ field, from: show(field, a), to: show(field, b) }));
}

/** Whether these columns hold the same in both rows. */
export const sameIn = (table: Table, columns: readonly string[], a: RowText, b: RowText): boolean => differences(table, a, b, columns).length === 0;

/** The columns of a row that may be shown. */
export function shownRow(table: Table, row: RowText): Row {
  return Object.fromEntries(Object.entries(valuesIn(row)).filter(([field]) => isShown(table, field)));
}

const isShown = ({ key, columns }: Table, field: string) => field === key || columns.includes(field);
