import pg from "pg";
import { kept } from "./demo";

/** Looks into a database of the product under test, as its owner: what no person and no agent may. */
export async function inDatabase<Found>(name: "countersign" | "acme", look: (client: pg.Client) => Promise<Found>): Promise<Found> {
  const { POSTGRES_PASSWORD } = kept("secrets.json");
  const { postgres } = kept("ports.json");
  const client = new pg.Client({ connectionString: `postgresql://postgres:${POSTGRES_PASSWORD}@127.0.0.1:${postgres}/${name}` });
  await client.connect();
  try {
    return await look(client);
  } finally {
    await client.end();
  }
}

export const rows = <Row extends pg.QueryResultRow>(name: "countersign" | "acme", text: string, values: unknown[] = []): Promise<Row[]> =>
  inDatabase(name, async (client) => (await client.query<Row>(text, values)).rows);
