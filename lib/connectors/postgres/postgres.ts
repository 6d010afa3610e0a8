import { Refusal } from "@/lib/errors";
import type { ConnectorKind } from "@/lib/connectors/types";
import { remove } from "./delete";
import { insert } from "./insert";
import { PostgresConfig, PostgresCredentials } from "./schemas";
import { read } from "./session";
import { columnsOf, tableOf } from "./table";
import { update } from "./update";

/** Inserts, updates and deletes single rows of allowed tables, by key, each in one transaction. */
export const postgres: ConnectorKind<PostgresConfig, PostgresCredentials> = {
  kind: "postgres",
  title: "PostgreSQL",
  config: PostgresConfig,
  credentials: PostgresCredentials,
  hosts: () => [],
  operations: { insert, update, delete: remove },

  async test(config, credentials, signal) {
    try {
      const names = Object.keys(config.tables);
      await read({ config, credentials, signal }, async (session) => {
        for (const name of names) {
          const table = tableOf(config, name);
          const there = new Set((await columnsOf(session, table)).map((column) => column.name));
          const absent = [table.key, ...table.columns].filter((column) => !there.has(column));
          if (absent.length > 0) throw new Refusal("conflict", `${name} has no column ${absent.join(", ")} that can be written.`);
          await session.rows(`SELECT FROM ${table.quoted} LIMIT 0`);
        }
      });
      return { ok: true, message: `Connected; ${names.join(", ")} can be read` };
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, message: error.message };
      throw error;
    }
  },
};
