import { defineConfig } from "prisma/config";

// The CLI connects as the owner: it migrates. Generating the client needs no database.
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_OWNER_URL ?? process.env.DATABASE_URL ?? "postgresql://localhost/countersign" },
});
