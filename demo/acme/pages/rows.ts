import { html } from "hono/html";
import { ago, type Html } from "./layout";
import type { Column, Table } from "./tables";

export type Row = Record<string, unknown> & { updated_at: Date };
export type Change = {
  at: Date;
  table_name: string;
  row_id: string;
  kind: "added" | "changed" | "removed";
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
};

const FRESH_MS = 10 * 60_000;

/** Rows as a table; on a phone each row is a card, which is why the roles are spelled out. */
export function grid(caption: string, heads: { label: string; as?: Column["as"] }[], rows: Html[], empty: string): Html {
  if (rows.length === 0) return html`<p class="empty">${empty}</p>`;
  return html`<table role="table" aria-label="${caption}">
    <thead role="rowgroup">
      <tr role="row">${heads.map(({ label, as }) => html`<th role="columnheader" scope="col" class="${look(as)}">${label}</th>`)}</tr>
    </thead>
    <tbody role="rowgroup">${rows}</tbody>
  </table>`;
}

export const cell = (label: string, content: unknown, kind = "") =>
  html`<td role="cell" class="${kind}" data-label="${label}"><span>${content}</span></td>`;

export function tableRows({ title, columns }: Table, rows: Row[], now: Date): Html {
  const heads = [...columns, { label: "Changed" }];
  const lines = rows.map((row) => {
    const fresh = now.getTime() - row.updated_at.getTime() < FRESH_MS;
    return html`<tr role="row" class="${fresh ? "fresh" : ""}">
      ${columns.map((column) => cell(column.label, shown(row, column), look(column.as)))}
      ${cell("Changed", ago(row.updated_at, now), "when")}
    </tr>`;
  });
  return grid(title, heads, lines, "No rows. Whoever removed them shows below.");
}

export function changeRows(changes: Change[], now: Date): Html {
  const heads = [{ label: "When" }, { label: "Where" }, { label: "What" }, { label: "Fields" }];
  const lines = changes.map(
    (change) => html`<tr role="row">
      ${cell("When", ago(change.at, now), "when")}
      ${cell("Where", html`${change.table_name.replace("_", " ")} ${change.row_id}`, "key")}
      ${cell("What", change.kind, `kind ${change.kind}`)} ${cell("Fields", fields(change), "long")}
    </tr>`,
  );
  return grid("Changes", heads, lines, "Nothing has changed here yet. What agents do, and what is rolled back, shows here.");
}

/** Only the fields that differ, old and new. */
function fields({ before, after }: Change): Html {
  const names = Object.keys(after ?? before ?? {}).filter((name) => text(before?.[name]) !== text(after?.[name]));
  return html`${names
    .filter((name) => name !== "id")
    .map(
      (name) => html`<div>${name.replaceAll("_", " ")}:
        ${before ? html`<del>${text(before[name])}</del>` : ""}${before && after ? " → " : ""}${
          after ? html`<ins>${text(after[name])}</ins>` : ""
        }
      </div>`,
    )}`;
}

const text = (value: unknown) => (typeof value === "object" ? JSON.stringify(value) : String(value ?? ""));

const LOOKS: Record<NonNullable<Column["as"]>, string> = {
  key: "key",
  number: "number",
  money: "number",
  list: "long",
  long: "long",
  phone: "whole",
  day: "when",
  time: "when",
};
const look = (as: Column["as"]) => (as ? LOOKS[as] : "");

function shown(row: Row, { name, as }: Column): string {
  const value = row[name];
  switch (as) {
    case "money":
      return new Intl.NumberFormat("en-US", { style: "currency", currency: String(row.currency) }).format(Number(value));
    case "list":
      return (value as string[]).join(", ");
    case "time":
      return `${(value as Date).toISOString().replace("T", " ").slice(0, 16)} UTC`;
    default:
      return name === "status" ? String(value).replaceAll("_", " ") : String(value ?? "");
  }
}
