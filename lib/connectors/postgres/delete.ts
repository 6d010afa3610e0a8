import { Refusal } from "@/lib/errors";
import type { Json, Operation, ProbeCall } from "@/lib/connectors/types";
import { differences } from "./compare";
import { after, Before, before, kept, notKept } from "./left";
import { DeleteBinding, type PostgresConfig, type PostgresCredentials } from "./schemas";
import { attemptTimeout, read, write } from "./session";
import { columnsOf, find, keyOf, putBack, remove as removeRow, set, tableOf } from "./table";

function planned(config: PostgresConfig, binding: DeleteBinding, params: Record<string, Json>) {
  return { table: tableOf(config, binding.table), key: keyOf(binding.key, params) };
}

const undone = (call: ProbeCall<PostgresConfig, PostgresCredentials, DeleteBinding>) => {
  const { row: old } = kept(Before, call.before);
  if (old === null) throw notKept();
  return { ...planned(call.config, call.binding, call.params), old };
};

const missing = (table: string, key: Json) => new Refusal("conflict", `${table} has no row ${String(key)}.`);

/**
 * Deletes one row. It was there when the snapshot was taken, so a row that is gone when an attempt arrives was
 * deleted by an earlier attempt or by somebody else; the wanted state stands either way, and the response says `already`.
 */
export const remove: Operation<PostgresConfig, PostgresCredentials, DeleteBinding> = {
  binding: DeleteBinding,
  idempotent: () => "natural",
  timeout: attemptTimeout,

  async preview(call) {
    const { table, key } = planned(call.config, call.binding, call.params);
    const now = await read(call, (session) => find(session, table, key));
    if (now === undefined) throw missing(table.name, key);
    return { sentence: `Row ${key} of ${table.name} would be deleted`, difference: differences(table, now, undefined) };
  },

  async snapshot(call) {
    const { table, key } = planned(call.config, call.binding, call.params);
    const row = await read(call, (session) => find(session, table, key));
    if (row === undefined) throw missing(table.name, key);
    return before(row);
  },

  run: (call) =>
    write(call, async (session) => {
      const { table, key } = planned(call.config, call.binding, call.params);
      if ((await find(session, table, key, true)) === undefined) {
        return { abandon: { kind: "succeeded", response: { table: table.name, deleted: 0, already: true, key }, after: after(key, undefined) } };
      }
      await session.sending();
      await removeRow(session, table, key);
      return { commit: { kind: "succeeded", response: { table: table.name, deleted: 1, key }, after: after(key, undefined) } };
    }),

  async probe(call) {
    const { table, key, old } = undone(call);
    const now = await read(call, (session) => find(session, table, key));
    if (now === undefined) return { finding: "happened", evidence: `${table.name} has no row ${key} any more.` };
    return differences(table, old, now).length === 0
      ? { finding: "did_not_happen", evidence: `Row ${key} of ${table.name} is still there, as it was before.` }
      : { finding: "cannot_tell", evidence: `${table.name} has a row ${key}, but not the one that was there before.` };
  },

  /** Puts the row back as the snapshot holds it, if there is still none with its key. */
  rollBack: {
    possible: () => true,
    idempotent: () => "natural",

    async preview(call) {
      const { table, key, old } = undone(call);
      const now = await read(call, (session) => find(session, table, key));
      return {
        sentence: `Row ${key} of ${table.name} would be put back as it was`,
        difference: differences(table, now, old),
        changedSince: now === undefined ? [] : differences(table, undefined, now),
      };
    },

    run: (call) =>
      write(call, async (session) => {
        const { table, key, old } = undone(call);
        const now = await find(session, table, key, true);
        if (now !== undefined && differences(table, old, now).length === 0) {
          return { abandon: { kind: "succeeded", response: { table: table.name, restored: 0, already: true, key } } };
        }
        if (now !== undefined && !call.force) {
          const difference = differences(table, undefined, now);
          return { abandon: { kind: "changed", reason: `${table.name} has a row ${key} again.`, difference } };
        }
        await session.sending();
        if (now === undefined) {
          await putBack(session, table, old);
        } else {
          const columns = (await columnsOf(session, table)).filter(({ name, fixed }) => !fixed && name !== table.key);
          await set(session, table, key, columns.map(({ name }) => name), old);
        }
        return { commit: { kind: "succeeded", response: { table: table.name, restored: 1, key }, after: after(key, old) } };
      }),
  },
};
