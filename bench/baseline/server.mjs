// The yardstick: the smallest honest server for submit → approve → executed. Fastify and pg, one table, claims in
// batches with SKIP LOCKED, an idempotency key; no authentication, no policy, no audit. In one process: an approval
// wakes the executor, which otherwise looks every 250 ms.
import Fastify from "fastify";
import pg from "pg";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.POOL ?? 20) });
await pool.query(`
  create table if not exists actions(
    id uuid primary key default gen_random_uuid(), idempotency_key text not null unique, agent text not null, tool text not null,
    params jsonb not null, status text not null default 'pending', result jsonb, decided_by text,
    created_at timestamptz not null default now(), decided_at timestamptz, executed_at timestamptz);
  create index if not exists actions_pending on actions(created_at) where status='pending';
  create index if not exists actions_appr on actions(decided_at) where status in ('approved')`);

const INSERT = {
  name: "ins",
  text: `with i as (insert into actions(idempotency_key,agent,tool,params) values($1,$2,$3,$4) on conflict(idempotency_key) do nothing returning id)
         select id from i union all select id from actions where idempotency_key=$1 limit 1`,
};
const APPROVE = { name: "appr", text: "update actions set status='approved', decided_by=$2, decided_at=now() where id=$1 and status='pending' returning id, tool" };
const CLAIM = {
  name: "claim",
  text: `update actions set status='executing' where id in (select id from actions where status='approved' order by decided_at limit 64 for update skip locked)
         returning id, tool`,
};
const FINISH = {
  name: "fin",
  text: `update actions a set status='executed', result=v.r, executed_at=now() from unnest($1::uuid[], $2::jsonb[]) v(id,r)
         where a.id=v.id and a.status='executing'`,
};
const query = (statement, values) => pool.query({ ...statement, values });

/** id → [epoch ms just after the durable write, times run] */
const executed = new Map();
const now = () => performance.timeOrigin + performance.now();
function done(id) {
  const known = executed.get(id);
  if (known) known[1]++;
  else executed.set(id, [now(), 1]);
}
const noop = (action) => ({ ok: true, tool: action.tool });
let wake = () => {};

const app = Fastify({ logger: false, bodyLimit: 1 << 20 });
app.get("/healthz", async () => ({ ok: true }));
app.get("/bench/count", async () => ({ n: executed.size }));
app.get("/bench/executed", async () => [...executed].map(([id, [ms, times]]) => [id, ms, times]));
app.post("/actions", async (request, reply) => {
  const { idempotencyKey, agent, tool, params } = request.body;
  let row = (await query(INSERT, [idempotencyKey, agent, tool, JSON.stringify(params)])).rows[0];
  row ??= (await pool.query("select id from actions where idempotency_key=$1", [idempotencyKey])).rows[0];
  reply.code(201);
  return { id: row.id, status: "pending" };
});
app.get("/actions/:id", async (request) => (await pool.query("select * from actions where id=$1", [request.params.id])).rows[0]);
app.post("/actions/:id/decision", async (request, reply) => {
  const approved = await query(APPROVE, [request.params.id, request.body.by]);
  if (!approved.rowCount) {
    reply.code(409);
    return { error: "not pending" };
  }
  wake();
  return { id: request.params.id, status: "approved" };
});

async function execute() {
  for (;;) {
    const claimed = await pool.query(CLAIM);
    if (!claimed.rowCount) {
      await new Promise((resolve) => {
        wake = resolve;
        setTimeout(resolve, 250);
      });
      continue;
    }
    const results = claimed.rows.map(noop);
    await query(FINISH, [claimed.rows.map((row) => row.id), results.map((result) => JSON.stringify(result))]);
    for (const row of claimed.rows) done(row.id);
  }
}
void execute();
await app.listen({ port: Number(process.env.PORT), host: "127.0.0.1" });
console.log("listening", process.env.PORT);
