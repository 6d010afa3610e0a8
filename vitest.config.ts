import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const env = {
  NODE_ENV: "test" as const,
  LOG_LEVEL: "silent",
  PUBLIC_URL: "http://countersign.test",
  AUTH_SECRET: "only-for-tests-0123456789-0123456789",
  ENCRYPTION_KEYS: `1:${Buffer.alloc(32, 7).toString("base64")}`,
  DATA_DIR: ".data/test",
};
const exclude = ["**/node_modules/**", "**/.next/**", "**/.data/**", "e2e/**"];

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    maxWorkers: 2,
    // A property of a hundred cases on a busy machine is not a hanging test.
    testTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["**/*.test.ts", "**/*.test.tsx", "**/*.test.mjs"], exclude: [...exclude, "**/*.it.test.ts"], env },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["**/*.it.test.ts"],
          exclude,
          env,
          globalSetup: "scripts/test/database.mjs",
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
