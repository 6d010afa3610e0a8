import { Refusal } from "@/lib/errors";
import type { Json, Operation, RollbackCall } from "@/lib/connectors/types";
import { differences, sameIn, shownRow } from "./compare";
import { After, after, Before, before, kept, notKept } from "./left";
import { UpdateBinding, type PostgresConfig, type PostgresCredentials } from "./schemas";
import { attemptTimeout, read, write } from "./session";
import { asHeld, find, keyOf, set, tableOf, valuesOf } from "./table";

function planned(config: PostgresConfig, binding: UpdateBinding, params: Record<string, Json>) {
  const table = tableOf(config, binding.table);
  const values = valuesOf(table, binding.set, params);
  if (Object.hasOwn(values, table.key)) throw new Refusal("invalid", `The key ${table.key} of a row cannot be changed.`);
  return { table, key: keyOf(binding.key, params), values, columns: Object.keys(values) };
}

const undone = (call: RollbackCall<PostgresConfig, PostgresCredentials, UpdateBinding>) => {
  const plan = planned(call.config, call.binding, call.params);
  const { row: old } = kept(Before, call.before);
  const { row: left } = kept(After, call.after);
  if (old === null || left === null) throw notKept();
  return { ...plan, old, left };
};

const missing = (table: string, key: Json) => new Refusal("conflict", `${table} has no row ${String(key)}.`);

/** Sets columns of one row. Repeating it leaves the same row. */
export const update: Operation<PostgresConfig, PostgresCredentials, UpdateBinding> = {
  binding: UpdateBinding,
  idempotent: () => "natural",
  timeout: attemptTimeout,

  async preview(call) {
    const { table, key, values, columns } = planned(call.config, call.binding, call.params);
    return read(call, async (session) => {
      const now = await find(session, table, key);
      if (now === undefined) throw missing(table.name, key);
      const difference = differences(table, now, await asHeld(session, table, values), columns);
      return { sentence: difference.length > 0 ? `Row ${key} of ${table.name} would change` : `Row ${key} of ${table.name} already holds this`, difference };
    });
  },

  async snapshot(call) {
    const { table, key } = planned(call.config, call.binding, call.params);
    const row = await read(call, (session) => find(session, table, key));
    if (row === undefined) throw missing(table.name, key);
    return before(row);
  },

  run: (call) =>
    write(call, async (session) => {
      const { table, key, values, columns } = planned(call.config, call.binding, call.params);
      if ((await find(session, table, key, true)) === undefined) throw missing(table.name, key);
      await session.sending();
      await set(session, table, key, columns, JSON.stringify(values));
      // Read again, so that what triggers changed is part of how we left it.
      const row = await find(session, table, key);
      if (row === undefined) throw missing(table.name, key);
      return { commit: { kind: "succeeded", response: { table: table.name, updated: 1, row: shownRow(table, row) }, after: after(key, row) } };
    }),

  async probe(call) {
    const { table, key, values, columns } = planned(call.config, call.binding, call.params);
    const { row: old } = kept(Before, call.before);
    const [now, wanted] = await read(call, async (session) => [await find(session, table, key), await asHeld(session, table, values)] as const);
    if (now === undefined) return { finding: "cannot_tell", evidence: `Row ${key} of ${table.name} is gone.` };
    const detail = { row: shownRow(table, now) };
    const [held, before] = [sameIn(table, columns, now, wanted), old !== null && sameIn(table, columns, now, old)];
    if (held && before) return { finding: "cannot_tell", evidence: `Row ${key} of ${table.name} held these values before already.`, detail };
    if (held) return { finding: "happened", evidence: `Row ${key} of ${table.name} holds what this action was to set.`, detail };
    if (before) return { finding: "did_not_happen", evidence: `Row ${key} of ${table.name} still holds what it held before.`, detail };
    return { finding: "cannot_tell", evidence: `Row ${key} of ${table.name} holds neither what it held before nor what this action was to set.`, detail };
  },

  /** Restores the columns that were set, if the row is still as we left it. */
  rollBack: {
    possible: () => true,
    idempotent: () => "natural",

    async preview(call) {
      const { table, key, columns, old, left } = undone(call);
      const now = await read(call, (session) => find(session, table, key));
      if (now === undefined) {
        return { sentence: `Row ${key} of ${table.name} is gone: there is nothing to restore`, changedSince: differences(table, left, undefined) };
      }
      return {
        sentence: `Row ${key} of ${table.name} would get back what it held before`,
        difference: differences(table, now, old, columns),
        changedSince: differences(table, left, now),
      };
    },

    run: (call) =>
      write(call, async (session) => {
        const { table, key, columns, old, left } = undone(call);
        const now = await find(session, table, key, true);
        if (now === undefined) {
          const difference = differences(table, left, undefined);
          return { abandon: { kind: "changed", reason: `Row ${key} of ${table.name} is gone, so it cannot be restored.`, difference } };
        }
        // An earlier attempt may have restored it already, and triggers may have moved other columns with it.
        if (sameIn(table, columns, now, old)) {
          return { abandon: { kind: "succeeded", response: { table: table.name, restored: 0, already: true, row: shownRow(table, now) } } };
        }
        const difference = differences(table, left, now);
        if (difference.length > 0 && !call.force) {
          return { abandon: { kind: "changed", reason: `Row ${key} of ${table.name} was changed since.`, difference } };
        }
        await session.sending();
        await set(session, table, key, columns, old);
        const row = (await find(session, table, key)) ?? old;
        return { commit: { kind: "succeeded", response: { table: table.name, restored: 1, row: shownRow(table, row) }, after: after(key, row) } };
      }),
  },
};
