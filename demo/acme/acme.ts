import { createAdaptorServer } from "@hono/node-server";
import type { AddressInfo } from "node:net";
import { acmeApi } from "@/demo/acme/api/api";
import { openDatabase } from "@/demo/acme/database/database";
import type { Environment } from "./environment";
import { listenForMail } from "@/demo/acme/mail/mail-server";
import { acmePages } from "@/demo/acme/pages/pages";

export type Acme = { url: string; smtpPort: number; close: () => Promise<void> };

/** Starts the whole company: tables, pages, API and mail server, all on this machine only. */
export async function startAcme(environment: Environment): Promise<Acme> {
  const pool = await openDatabase(environment.ACME_DATABASE_URL);
  const app = await acmePages(pool);
  app.route("/api", acmeApi(pool, environment.ACME_API_TOKEN));
  const server = createAdaptorServer({ fetch: app.fetch });

  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(environment.ACME_PORT, "127.0.0.1", () => {
        server.off("error", reject);
        resolve();
      });
    });
    const mail = await listenForMail(pool, environment.ACME_SMTP_PORT);
    return {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      smtpPort: mail.port,
      close: async () => {
        await Promise.all([mail.close(), stop(server)]);
        await pool.end();
      },
    };
  } catch (error) {
    server.close();
    await pool.end();
    throw error;
  }
}

/** Answers what is being answered, for at most a second. */
function stop(server: ReturnType<typeof createAdaptorServer>) {
  return new Promise<void>((resolve) => {
    const limit = setTimeout(() => "closeAllConnections" in server && server.closeAllConnections(), 1_000);
    server.close(() => {
      clearTimeout(limit);
      resolve();
    });
    if ("closeIdleConnections" in server) server.closeIdleConnections();
  });
}
