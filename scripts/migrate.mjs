// npm run migrate: brings the database that DATABASE_OWNER_URL names to what this version needs,
// and gives the role in DATABASE_URL what the application may do.
// With `--retry <name>`, a migration that failed is tried again.
import { migrate, retryMigration } from "./db/migrate.mjs";

const appUrl = process.env.DATABASE_URL;
const ownerUrl = process.env.DATABASE_OWNER_URL ?? appUrl;
if (!appUrl || !ownerUrl) {
  console.error("Set DATABASE_OWNER_URL (who owns and migrates) and DATABASE_URL (the application, which owns nothing).");
  process.exit(1);
}
const [flag, name] = process.argv.slice(2);
if (flag && (flag !== "--retry" || !name)) {
  console.error("npm run migrate [-- --retry <name of the migration that failed>]");
  process.exit(1);
}
try {
  if (name) await retryMigration(ownerUrl, name);
  await migrate({ ownerUrl, appUrl, say: (text) => console.log(text) });
  console.log("The database is up to date.");
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
