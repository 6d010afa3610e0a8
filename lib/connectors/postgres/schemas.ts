import { z } from "zod";
import { template, textTemplate } from "@/lib/connectors/template";

// Identifiers come from here only and are always quoted; a quote, a dot or a NUL inside one has no use.
const identifier = z.string().regex(/^[^".\0]{1,63}$/, "must be a name of at most 63 characters, without quotes or dots");
const tableName = z.string().regex(/^[^".\0]{1,63}(\.[^".\0]{1,63})?$/, "must be a table, or schema.table");

const Table = z
  .strictObject({
    /** The column that names a row: its primary key, or another that is unique. */
    key: identifier,
    /** Columns that may be written and shown. */
    columns: z.array(identifier).min(1).max(500),
  })
  .refine(({ columns }) => new Set(columns).size === columns.length, { path: ["columns"], message: "names a column twice" });

export const PostgresConfig = z.strictObject({
  tables: z.record(tableName, Table).refine((tables) => Object.keys(tables).length > 0, "name at least one table"),
  statementTimeoutMs: z.int().min(100).max(120_000).default(10_000),
});
export type PostgresConfig = z.infer<typeof PostgresConfig>;

export const PostgresCredentials = z.strictObject({
  connectionString: z.string().regex(/^postgres(ql)?:\/\/.+/, "must look like postgresql://user:password@host:5432/database"),
});
export type PostgresCredentials = z.infer<typeof PostgresCredentials>;

const table = { table: tableName };
const key = { key: template() };
/** Column by column, or one placeholder for an object of them. */
const columns = z.union([
  z.record(identifier, template()),
  textTemplate().refine((text) => /^\{\{[^{}]*\}\}$/.test(text), "must be an object of columns, or exactly one placeholder"),
]);

export const InsertBinding = z.strictObject({ ...table, key: template().optional(), values: columns });
export const UpdateBinding = z.strictObject({ ...table, ...key, set: columns });
export const DeleteBinding = z.strictObject({ ...table, ...key });
export type InsertBinding = z.infer<typeof InsertBinding>;
export type UpdateBinding = z.infer<typeof UpdateBinding>;
export type DeleteBinding = z.infer<typeof DeleteBinding>;
