import { Refusal } from "@/lib/errors";
import { render } from "@/lib/connectors/template";
import type { Json } from "@/lib/connectors/types";
import type { PostgresConfig } from "./schemas";
import type { Session } from "./session";

export type Table = { name: string; quoted: string; key: string; columns: readonly string[] };

/** A row as the target's own JSON text: exact for every type, where a JavaScript number would not be. */
export type RowText = string;

// An alias that no column is likely to have: an equally named column would be meant instead of the row.
const ROW = "countersign_row";

/** @throws Refusal `not_permitted` for a table that the connector does not name */
export function tableOf(config: PostgresConfig, name: string): Table {
  const table = Object.hasOwn(config.tables, name) ? config.tables[name] : undefined;
  if (!table) throw new Refusal("not_permitted", `The table ${name} is not among those this connector may touch (${Object.keys(config.tables).join(", ")}).`);
  return { name, quoted: name.split(".").map(quote).join("."), ...table };
}

/** The key of one row. @throws Refusal `invalid` */
export function keyOf(template: Json, params: Record<string, Json>): string | number {
  const key = render(template, { params });
  if ((typeof key === "string" && key !== "") || typeof key === "number") return key;
  throw new Refusal("invalid", "The key of a row must be text or a number.");
}

/** Columns and their new values. @throws Refusal `invalid`, or `not_permitted` for a column the connector does not name */
export function valuesOf(table: Table, template: Json, params: Record<string, Json>): Record<string, Json> {
  const values = render(template, { params });
  if (values === null || typeof values !== "object" || Array.isArray(values) || Object.keys(values).length === 0) {
    throw new Refusal("invalid", "There is no column to write. Give an object of columns and values.");
  }
  const stranger = Object.keys(values).find((column) => !table.columns.includes(column));
  if (stranger !== undefined) throw new Refusal("not_permitted", `The column ${stranger} of ${table.name} is not among those this connector may write.`);
  return values;
}

/** The row with this key, if any. @throws Refusal `conflict` when the key is not unique after all */
export async function find(session: Session, table: Table, key: Json, lock = false): Promise<RowText | undefined> {
  const rows = await session.rows<{ row: RowText }>(
    `SELECT to_jsonb(${ROW})::text AS row FROM ${table.quoted} AS ${ROW} WHERE ${keyIs(table)} LIMIT 2${lock ? " FOR UPDATE" : ""}`,
    [keyParam(table, key)],
  );
  if (rows.length > 1) throw new Refusal("conflict", `Several rows of ${table.name} have the ${table.key} ${String(key)}; the key must be unique.`);
  return rows[0]?.row;
}

/** Keys of the rows that hold these very values; a few are enough. */
export async function alike(session: Session, table: Table, values: Record<string, Json>): Promise<string[]> {
  const same = Object.keys(values).map((column) => `${ROW}.${quote(column)} IS NOT DISTINCT FROM given.${quote(column)}`);
  const rows = await session.rows<{ key: string }>(
    `SELECT ${ROW}.${quote(table.key)}::text AS key FROM ${table.quoted} AS ${ROW}, ${given(table, 1)} WHERE ${same.join(" AND ")} LIMIT 5`,
    [JSON.stringify(values)],
  );
  return rows.map(({ key }) => key);
}

/** Inserts a row of these columns. @returns its key, exactly */
export async function insert(session: Session, table: Table, values: Record<string, Json>): Promise<Json> {
  const list = Object.keys(values).map(quote).join(", ");
  const [made] = await session.rows<{ key: Json }>(
    `INSERT INTO ${table.quoted} AS ${ROW} (${list}) SELECT ${list} FROM ${given(table, 1)} RETURNING ${ROW}.${quote(table.key)}::text AS key`,
    [JSON.stringify(values)],
  );
  if (!made) throw new Refusal("conflict", `${table.name} took no row: something in the database prevents it.`);
  return made.key;
}

/** Sets columns of the row with this key, from a row's JSON text. */
export async function set(session: Session, table: Table, key: Json, columns: readonly string[], row: RowText): Promise<void> {
  const list = columns.map((column) => `${quote(column)} = given.${quote(column)}`).join(", ");
  const changed = await session.rows(
    `UPDATE ${table.quoted} AS ${ROW} SET ${list} FROM ${given(table, 2)} WHERE ${keyIs(table)} RETURNING 1`,
    [keyParam(table, key), row],
  );
  if (changed.length !== 1) throw new Refusal("conflict", `${changed.length} rows of ${table.name} would have changed instead of one.`);
}

export async function remove(session: Session, table: Table, key: Json): Promise<void> {
  const removed = await session.rows(`DELETE FROM ${table.quoted} AS ${ROW} WHERE ${keyIs(table)} RETURNING 1`, [keyParam(table, key)]);
  if (removed.length !== 1) throw new Refusal("conflict", `${removed.length} rows of ${table.name} would have been removed instead of one.`);
}

/** Puts a whole row back, hidden columns and all. */
export async function putBack(session: Session, table: Table, row: RowText): Promise<void> {
  const list = (await columnsOf(session, table)).map(({ name }) => quote(name)).join(", ");
  const made = await session.rows(
    `INSERT INTO ${table.quoted} (${list}) OVERRIDING SYSTEM VALUE SELECT ${list} FROM ${given(table, 1)} RETURNING 1`,
    [row],
  );
  if (made.length !== 1) throw new Refusal("conflict", `${table.name} did not take the row back: something in the database prevents it.`);
}

/** Columns that can be written; `fixed` ones (identities) only on insert. */
export function columnsOf(session: Session, table: Table): Promise<{ name: string; fixed: boolean }[]> {
  return session.rows(
    `SELECT attname AS name, attidentity = 'a' AS fixed FROM pg_attribute
      WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
    [table.quoted],
  );
}

/** These values as the table's types would hold them: `"12"` for a number column becomes `12`. */
export async function asHeld(session: Session, table: Table, values: Record<string, Json>): Promise<RowText> {
  const [held] = await session.rows<{ row: RowText }>(`SELECT to_jsonb(given)::text AS row FROM ${given(table, 1)}`, [JSON.stringify(values)]);
  return held!.row;
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
// The database reads values by the columns' own types: text[], jsonb, numeric and dates need no telling apart here.
const given = ({ quoted }: Table, parameter: number) => `jsonb_populate_record(NULL::${quoted}, $${parameter}::jsonb) AS given`;
const keyIs = ({ quoted, key }: Table) =>
  `${ROW}.${quote(key)} = (SELECT wanted.${quote(key)} FROM jsonb_populate_record(NULL::${quoted}, $1::jsonb) AS wanted)`;
const keyParam = ({ key }: Table, value: Json) => JSON.stringify({ [key]: value });
