import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder that package.json stands in. */
export const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * What the Prisma CLI needs: its native schema engine is downloaded on first use, from a host that many
 * networks do not reach. The stand-in runs the same engine as WebAssembly, from npm.
 */
export const prismaEnvironment = () => ({
  PRISMA_SCHEMA_ENGINE_BINARY: path.join(ROOT, "scripts", "prisma", "schema-engine.mjs"),
  PRISMA_HIDE_UPDATE_MESSAGE: "1",
  CHECKPOINT_DISABLE: "1",
});
