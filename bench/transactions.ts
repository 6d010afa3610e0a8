/**
 * What one transaction of three statements costs through `pg` and through Prisma's interactive transactions, in turns,
 * over the same pool. Run with DATABASE_URL set: `node --import tsx bench/transactions.ts`
 */
import { closePool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { sql, transact } from "@/lib/db/tx";

const N = 2_000;
const AT_ONCE = 16;

const viaPg = () =>
  transact(async (tx) => {
    await tx.one(sql`SELECT ${1}::int AS a`, "one");
    await tx.one(sql`SELECT ${2}::int AS a`, "one");
    await tx.one(sql`SELECT ${3}::int AS a`, "one");
  });

const viaPrisma = () =>
  prisma().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT ${1}::int AS a`;
    await tx.$queryRaw`SELECT ${2}::int AS a`;
    await tx.$queryRaw`SELECT ${3}::int AS a`;
  });

async function perSecond(work: () => Promise<unknown>): Promise<number> {
  let left = N;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left-- > 0) await work();
    }),
  );
  return (N / (performance.now() - start)) * 1000;
}

const rounds: { pg: number; prisma: number; ratio: number }[] = [];
for (let round = 0; round < 6; round++) {
  const [pg, viaClient] = [await perSecond(viaPg), await perSecond(viaPrisma)];
  if (round > 0) rounds.push({ pg: Math.round(pg), prisma: Math.round(viaClient), ratio: +(pg / viaClient).toFixed(2) });
}
console.log(JSON.stringify(rounds));
await closePool();
process.exit(0);
