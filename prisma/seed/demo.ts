import { z } from "zod";
import { acmeRegistry } from "@/demo/acme/registry";
import { env } from "@/lib/env";
import { seedAgents } from "@/prisma/seed/agents";
import { seedConnectors, seedTiers, seedTools } from "@/prisma/seed/configuration";
import { seedMailServer } from "@/prisma/seed/mail";
import { demoNotes } from "@/prisma/seed/notes";
import { seedPeople } from "@/prisma/seed/people";
import { seedSlack } from "@/prisma/seed/slack";

const port = z.coerce.number().int().min(1).max(65_535);
/** Where Acme runs; `npm run up` says. */
const Acme = z.object({ ACME_DATABASE_URL: z.string(), ACME_PORT: port, ACME_SMTP_PORT: port, ACME_API_TOKEN: z.string().min(16) });

/** What there is after seeding. A password or key that is missing was changed since. */
export type Seeded = {
  people: { email: string; name: string; role: string; password?: string }[];
  agents: { name: string; key?: string; testKey?: string }[];
  /** A first action that is worth a look. */
  example: { tool: string; params: Record<string, unknown> };
  firstRun: boolean;
};

/** Acme as a company that uses Countersign: people, groups, connectors, tools, tiers, agents and their keys. */
export async function seedDemo(): Promise<Seeded> {
  const acme = Acme.parse(process.env);
  const address = { url: `http://127.0.0.1:${acme.ACME_PORT}`, smtpPort: acme.ACME_SMTP_PORT, apiToken: acme.ACME_API_TOKEN, databaseUrl: acme.ACME_DATABASE_URL };
  const registry = acmeRegistry(address);
  const file = demoNotes(env().DATA_DIR);
  const notes = { ...(await file.read()), url: env().PUBLIC_URL, acme: { url: address.url, token: address.apiToken } };
  const save = () => file.write(notes);

  const { admin, people, firstRun } = await seedPeople(notes, save);
  await seedConnectors(admin, registry.connectors);
  await seedTools(admin, registry.tools);
  await seedTiers(admin, registry.tools);
  await seedMailServer(admin, acme.ACME_SMTP_PORT);
  const agents = await seedAgents(admin, notes, save);
  await seedSlack(admin, notes, save);
  await save();
  return {
    people,
    agents,
    example: { tool: "process_refund", params: { order: "ord_2002", customer: "cus_1001", amount: 120, currency: "USD", reason: "Two lamps arrived broken" } },
    firstRun,
  };
}
