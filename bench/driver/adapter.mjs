// How a server under test is spoken to, as its adapter (a JSON file) says:
//   submit, decide   { method?, path, headers?, body?, id?, extra? }: `{name}` stands for a value of the item
//                    (id, key, agent, tool, params, …); `extra` takes more values for the item from submit's answer
//   per              values by a field of the item: { "agent": { "agent-0": { "bearer": "…" } } }
//   executed         { mode: "sql", query } | { mode: "bulk", path } | { mode: "poll", path, field, value, at? }
//                    and count: { sql } | { path, field }
import { Pool } from "undici";

export const now = () => performance.timeOrigin + performance.now();
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function fill(template, values) {
  if (typeof template === "string") {
    // A lone placeholder keeps its value's type: params are an object, a revision is a number.
    const lone = /^\{(\w+)\}$/.exec(template);
    return lone ? values[lone[1]] : template.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }
  if (Array.isArray(template)) return template.map((one) => fill(one, values));
  if (template && typeof template === "object") return Object.fromEntries(Object.entries(template).map(([name, one]) => [name, fill(one, values)]));
  return template;
}

const dig = (value, path) => path.split(".").reduce((inner, step) => inner?.[step], value);

export function openTarget({ base, adapter, concurrency, db, drainSeconds }) {
  const http = new Pool(base, { connections: concurrency, pipelining: 1, headersTimeout: 120e3, bodyTimeout: 120e3 });
  const faults = { count: 0, sample: null };
  const note = (what, status, body) => {
    faults.count++;
    faults.sample ??= `${what}: ${status} ${JSON.stringify(body)?.slice(0, 300)}`;
  };

  async function call(spec, item = {}) {
    const values = { ...item };
    for (const [field, known] of Object.entries(adapter.per ?? {})) Object.assign(values, known[item[field]]);
    const { statusCode, body } = await http.request({
      path: fill(spec.path, values),
      method: spec.method ?? "POST",
      headers: { "content-type": "application/json", ...fill(adapter.headers ?? {}, values), ...fill(spec.headers ?? {}, values) },
      ...(spec.body && { body: JSON.stringify(fill(spec.body, values)) }),
    });
    const text = await body.text();
    try {
      return { status: statusCode, body: text ? JSON.parse(text) : null };
    } catch {
      return { status: statusCode, body: text };
    }
  }

  /** Sends one request; its latency goes to `into`. @returns the answer, or undefined after a fault */
  async function timed(what, spec, item, into) {
    const from = now();
    let answer;
    try {
      answer = await call(spec, item);
    } catch (error) {
      return void note(what, 0, String(error));
    }
    const until = now();
    if (answer.status >= 300) return void note(what, answer.status, answer.body);
    into?.push(until - from);
    return { ...answer, from, until };
  }

  async function submit(item, into) {
    const answer = await timed("submit", adapter.submit, item, into);
    if (!answer) return;
    item.id = dig(answer.body, adapter.submit.id ?? "id");
    for (const [name, path] of Object.entries(adapter.submit.extra ?? {})) item[name] = dig(answer.body, path);
  }

  async function decide(item, into) {
    if (!item.id) return;
    item.decidedAt = now();
    const answer = await timed("decide", adapter.decide, item, into);
    if (answer) item.acknowledgedAt = answer.until;
  }

  /** Each of `concurrency` users takes the next item when done with one. */
  async function each(items, work) {
    let next = 0;
    await Promise.all(
      Array.from({ length: concurrency }, async () => {
        while (next < items.length) await work(items[next++]);
      }),
    );
  }

  /** What has been executed: id → [epoch ms, times]. */
  async function executed(items) {
    const { mode, query, path, field, value, at } = adapter.executed;
    if (mode === "sql") return new Map((await db.query(query)).rows.map((row) => [String(row.id), [Number(row.ms), Number(row.times ?? 1)]]));
    if (mode === "bulk") return new Map((await call({ method: "GET", path })).body.map(([id, ms, times]) => [String(id), [ms, times]]));
    await each(items.filter((item) => !item.seen), async (item) => {
      const { body } = await call({ method: "GET", path }, item);
      if (dig(body, field) === value) item.seen = at ? Date.parse(dig(body, at)) : now();
    });
    return new Map(items.filter((item) => item.seen).map((item) => [String(item.id), [item.seen, 1]]));
  }

  async function executedCount() {
    const { count } = adapter.executed;
    if (!count) return null;
    if (count.sql) return Number((await db.query(count.sql)).rows[0].n);
    return Number(dig((await call({ method: "GET", path: count.path })).body, count.field ?? "n"));
  }

  /** Waits until everything that was acknowledged is executed; says whether it was. */
  async function drained(items, before) {
    const end = Date.now() + drainSeconds * 1e3;
    const wanted = items.filter((item) => item.acknowledgedAt).length;
    for (;;) {
      const count = (await executedCount()) ?? (await executed(items)).size;
      if (count - before >= wanted) return true;
      if (Date.now() > end) return false;
      await sleep(20);
    }
  }

  /** Milliseconds from each decision to its execution. */
  async function untilExecuted(items) {
    const done = await executed(items);
    return items.filter((item) => item.decidedAt && done.has(String(item.id))).map((item) => done.get(String(item.id))[0] - item.decidedAt);
  }

  return { call, submit, decide, each, executed, executedCount: async () => (await executedCount()) ?? 0, drained, untilExecuted, faults, close: () => http.close() };
}
