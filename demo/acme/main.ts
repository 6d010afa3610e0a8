import { startAcme } from "./acme";
import { readEnvironment } from "./environment";

const HELP: Record<string, string> = {
  EADDRINUSE: "A port is taken. Choose another with ACME_PORT or ACME_SMTP_PORT; 0 takes a free one.",
  ECONNREFUSED: "No Postgres answers at ACME_DATABASE_URL.",
  "3D000": "The database named in ACME_DATABASE_URL does not exist. Create it first: create database acme;",
  "28P01": "Postgres refuses the password in ACME_DATABASE_URL.",
};

try {
  const acme = await startAcme(readEnvironment(process.env));
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    acme.close().then(
      () => process.exit(0),
      (error: Error) => {
        console.error(`acme did not end cleanly: ${error.message}`);
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
  console.log(`acme ready ${acme.url} smtp ${acme.smtpPort}`);
} catch (error) {
  const { message, code } = error as Error & { code?: string };
  console.error(`acme: ${(code && HELP[code]) || message}`);
  process.exit(1);
}
