import { PrismaPg } from "@prisma/adapter-pg";
import { pool } from "./pool";
import { PrismaClient } from "./generated/client";

const shared = globalThis as typeof globalThis & { countersignPrisma?: PrismaClient };

/** Reads for pages, typed from the schema. Writes go through `transact`: a Prisma transaction cannot share one with it. */
export function prisma(): PrismaClient {
  shared.countersignPrisma ??= new PrismaClient({ adapter: new PrismaPg(pool(), { disposeExternalPool: false }) });
  return shared.countersignPrisma;
}
