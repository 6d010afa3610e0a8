import { Refusal } from "@/lib/errors";
import type { Json, Operation, Probe } from "@/lib/connectors/types";
import { differences, sameIn, shownRow } from "./compare";
import { After, after, before, kept } from "./left";
import { InsertBinding, type PostgresConfig, type PostgresCredentials } from "./schemas";
import { attemptTimeout, read, write } from "./session";
import { alike, asHeld, find, insert as insertRow, keyOf, remove, tableOf, valuesOf } from "./table";

function planned(config: PostgresConfig, binding: InsertBinding, params: Record<string, Json>) {
  const table = tableOf(config, binding.table);
  const key = binding.key === undefined ? undefined : keyOf(binding.key, params);
  const values = valuesOf(table, binding.values, params);
  if (Object.hasOwn(values, table.key) && binding.key === undefined) {
    throw new Refusal("invalid", `Name the key ${table.key} as the binding's key, not among its values.`);
  }
  return { table, key, values: key === undefined ? values : { ...values, [table.key]: key } };
}

/**
 * Inserts one row. With a key in the binding it may be repeated: the row was absent when we first looked, so a row
 * under that key that holds what we would write counts as ours (somebody else may have written the very same; the
 * wanted row is there either way, and the response says `already`). Without a key the database makes one up, and a
 * repeat would make a second row.
 */
export const insert: Operation<PostgresConfig, PostgresCredentials, InsertBinding> = {
  binding: InsertBinding,
  idempotent: ({ key }) => (key === undefined ? "no" : "natural"),
  timeout: attemptTimeout,

  async preview(call) {
    const { table, key, values } = planned(call.config, call.binding, call.params);
    const row = await read(call, (session) => asHeld(session, table, values));
    return {
      sentence: `A row would be added to ${table.name}${key === undefined ? "" : ` with ${table.key} ${key}`}`,
      difference: differences(table, undefined, row, Object.keys(values)),
    };
  },

  async snapshot(call) {
    const { table, key } = planned(call.config, call.binding, call.params);
    if (key === undefined) return before(undefined);
    const row = await read(call, (session) => find(session, table, key));
    if (row !== undefined) throw new Refusal("conflict", `${table.name} already has a row with ${table.key} ${key}.`);
    return before(undefined);
  },

  run: (call) =>
    write(call, async (session) => {
      const { table, key, values } = planned(call.config, call.binding, call.params);
      const there = key === undefined ? undefined : await find(session, table, key, true);
      if (key !== undefined && there !== undefined) {
        if (!sameIn(table, Object.keys(values), await asHeld(session, table, values), there)) {
          throw new Refusal("conflict", `${table.name} already has another row with ${table.key} ${key}.`);
        }
        const response = { table: table.name, inserted: 0, already: true, row: shownRow(table, there) };
        return { abandon: { kind: "succeeded", response, after: after(key, there) } };
      }
      await session.sending();
      const made = await insertRow(session, table, values);
      // Read again, so that what triggers changed is part of how we left it.
      const row = await find(session, table, made);
      if (row === undefined) throw new Refusal("conflict", `${table.name} did not keep the row.`);
      return { commit: { kind: "succeeded", response: { table: table.name, inserted: 1, row: shownRow(table, row) }, after: after(made, row) } };
    }),

  async probe(call): Promise<Probe> {
    const { table, key, values } = planned(call.config, call.binding, call.params);
    if (key === undefined) {
      const keys = await read(call, async (session) => alike(session, table, values));
      if (keys.length === 0) return { finding: "did_not_happen", evidence: `No row of ${table.name} holds what this action was to add.` };
      return { finding: "cannot_tell", evidence: `Rows of ${table.name} hold the very same (${keys.join(", ")}); whether one of them is this action's cannot be seen.`, detail: { keys } };
    }
    const [there, wanted] = await read(call, async (session) => [await find(session, table, key), await asHeld(session, table, values)] as const);
    if (there === undefined) return { finding: "did_not_happen", evidence: `${table.name} has no row ${key}.` };
    return sameIn(table, Object.keys(values), wanted, there)
      ? { finding: "happened", evidence: `Row ${key} of ${table.name} is there and holds what this action was to add.`, detail: { row: shownRow(table, there) } }
      : { finding: "cannot_tell", evidence: `${table.name} has a row ${key}, but it holds something else.`, detail: { row: shownRow(table, there) } };
  },

  /** Deletes the row if it is still as we left it. A row that is gone already is what was wanted. */
  rollBack: {
    possible: () => true,
    idempotent: () => "natural",

    async preview(call) {
      const table = tableOf(call.config, call.binding.table);
      const left = kept(After, call.after);
      const now = await read(call, (session) => find(session, table, left.key));
      return {
        sentence: now === undefined ? `Row ${left.key} of ${table.name} is gone already` : `Row ${left.key} of ${table.name} would be deleted`,
        difference: differences(table, now, undefined),
        changedSince: now === undefined ? [] : differences(table, left.row ?? undefined, now),
      };
    },

    run: (call) =>
      write(call, async (session) => {
        const table = tableOf(call.config, call.binding.table);
        const left = kept(After, call.after);
        const now = await find(session, table, left.key, true);
        if (now === undefined) return { abandon: { kind: "succeeded", response: { table: table.name, deleted: 0, already: true } } };
        const difference = differences(table, left.row ?? undefined, now);
        if (difference.length > 0 && !call.force) {
          return { abandon: { kind: "changed", reason: `Row ${left.key} of ${table.name} was changed since it was added.`, difference } };
        }
        await session.sending();
        await remove(session, table, left.key);
        return { commit: { kind: "succeeded", response: { table: table.name, deleted: 1, key: left.key } } };
      }),
  },
};
