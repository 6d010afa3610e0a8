// Makes what is missing, and nothing twice. `--essential`: the policy only; else the demo company too.
// The last line says, as JSON, who and what there is; the passwords and keys stay in DATA_DIR/demo.json.
import { closePool } from "@/lib/db/pool";
import { env } from "@/lib/env";
import { ensurePolicy } from "@/lib/policy/versions";
import { seedDemo } from "@/prisma/seed/demo";
import { alone } from "@/prisma/seed/alone";

await alone(env().DATABASE_URL, async () => {
  await ensurePolicy();
  if (process.argv.includes("--essential")) return;
  console.log(JSON.stringify(await seedDemo()));
});
await closePool();
