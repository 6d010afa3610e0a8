import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { beside, readUrl } from "./engine-databases.mjs";

// Types of PostgreSQL's own catalogs that the adapter does not know (pg_type.oid).
const TEXT = 25;
const CHAR = 18;
const READ_AS_TEXT = new Set([22, 24, 28, 30, 194, 2202, 2205, 2206, 3614, 4089]);

/** Prisma's adapter for `pg`, with what the schema engine needs besides. */
export function adapterFactory(databaseUrl, shadowDatabaseUrl) {
  const { url, schema, database } = readUrl(databaseUrl);
  const sslmode = url.searchParams.get("sslmode");
  // In parts and not as an address: an address would win over the shadow database's name.
  const config = {
    host: url.hostname,
    port: Number(url.port || 5432),
    database,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    ssl: sslmode && sslmode !== "disable" ? { rejectUnauthorized: sslmode.startsWith("verify") } : undefined,
  };
  const plain = new PrismaPg(config, { schema });

  async function ownShadowDatabase() {
    const name = `prisma_migrate_shadow_db_${randomUUID()}`;
    await beside(databaseUrl, (client) => client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`));
    const adapter = completed(await new PrismaPg({ ...config, database: name }, { schema }).connect());
    const close = adapter.dispose.bind(adapter);
    adapter.dispose = async () => {
      await close(); // first: the adapter itself would drop the database under its open pool
      await beside(databaseUrl, (client) => client.query(`DROP DATABASE ${pg.escapeIdentifier(name)} WITH (FORCE)`));
    };
    return adapter;
  }

  async function givenShadowDatabase() {
    const adapter = await adapterFactory(shadowDatabaseUrl).connect();
    await adapter.executeScript("DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public;");
    return adapter;
  }

  return {
    provider: plain.provider,
    adapterName: plain.adapterName,
    connect: async () => completed(await plain.connect()),
    connectToShadowDb: shadowDatabaseUrl ? givenShadowDatabase : ownShadowDatabase,
  };
}

function completed(adapter) {
  const original = Object.getPrototypeOf(adapter);

  // Columns of catalog types come back as text, and "char" as a character.
  adapter.queryRaw = async (query) => {
    const characters = [];
    const reading = Object.create(adapter);
    reading.performIO = async (text) => {
      const result = await original.performIO.call(adapter, text);
      result.fields = result.fields.map((field, index) => {
        if (field.dataTypeID === CHAR) characters.push(index);
        return field.dataTypeID === CHAR || READ_AS_TEXT.has(field.dataTypeID) ? { ...field, dataTypeID: TEXT } : field;
      });
      return result;
    };
    const rows = await original.queryRaw.call(reading, query);
    for (const index of characters) rows.columnTypes[index] = ColumnTypeEnum.Character;
    return rows;
  };
  if (original.startTransaction) {
    adapter.startTransaction = async (isolation) => completed(await original.startTransaction.call(adapter, isolation));
  }
  // The adapter splits scripts at every semicolon, function bodies included: send them whole.
  if (original.executeScript) {
    adapter.executeScript = async (script) => {
      try {
        await adapter.client.query(script);
      } catch (error) {
        adapter.onError(error);
      }
    };
  }
  return adapter;
}
