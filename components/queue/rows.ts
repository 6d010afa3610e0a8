import type { QueueLine, QueueRows } from "@/lib/actions/shown/person-view";

/** The queue as one person works through it. */
export type Rows = {
  /** In the order in which they were read: nothing moves by itself. */
  lines: readonly QueueLine[];
  /** Dealt with here and not put back: they are not shown. */
  away: ReadonlySet<string>;
  /** What became of a row elsewhere, or why it is back, in words. */
  notes: ReadonlyMap<string, string>;
  /** Where the person is. */
  cursor: string | null;
  chosen: ReadonlySet<string>;
  /** Pressing a row chooses it, as by touch, where there is no box to hit and no key. */
  choosing: boolean;
  /** Where choosing a range begins. */
  anchor: string | null;
  /** Leads on to rows that were not read yet. */
  older: string | null;
  /** When the view was read from the top, by the server's clock (ISO 8601): what came later is new. */
  since: string;
};

export type RowsEvent =
  | { type: "read"; rows: QueueRows }
  | { type: "more"; lines: readonly QueueLine[]; older: string | null }
  | { type: "changed"; lines: readonly QueueLine[] }
  | { type: "move"; by: number }
  | { type: "go"; id: string }
  | { type: "away"; ids: readonly string[] }
  | { type: "back"; id: string; note?: string | undefined }
  | { type: "choose"; id: string }
  | { type: "choose-to"; id: string }
  | { type: "choosing" }
  | { type: "choose-none" };

export const begin = ({ lines, older, since }: QueueRows, cursor: string | null = null): Rows => ({
  lines,
  since,
  away: new Set(),
  notes: new Map(),
  cursor: cursor ?? lines[0]?.id ?? null,
  chosen: new Set(),
  choosing: false,
  anchor: null,
  older,
});

// Asked for many times between two changes, of up to ten thousand lines.
const kept = new WeakMap<Rows["lines"], { away: Rows["away"]; shown: readonly QueueLine[] }>();

/** The rows that are shown. The same array while neither lines nor what is away change. */
export function shownOf({ lines, away }: Pick<Rows, "lines" | "away">): readonly QueueLine[] {
  if (away.size === 0) return lines;
  const before = kept.get(lines);
  if (before?.away === away) return before.shown;
  const shown = lines.filter(({ id }) => !away.has(id));
  kept.set(lines, { away, shown });
  return shown;
}

export function step(rows: Rows, event: RowsEvent): Rows {
  switch (event.type) {
    case "read":
      return reread(rows, event.rows);
    case "more": {
      const known = new Set(rows.lines.map(({ id }) => id));
      const added = event.lines.filter(({ id }) => !known.has(id));
      const lines = [...rows.lines, ...added];
      return { ...rows, lines, older: event.older, cursor: rows.cursor ?? shownOf({ lines, away: rows.away })[0]?.id ?? null };
    }
    case "changed": {
      const now = new Map(event.lines.map((line) => [line.id, line]));
      return { ...rows, lines: rows.lines.map((line) => now.get(line.id) ?? line) };
    }
    case "move": {
      const shown = shownOf(rows);
      const at = shown.findIndex(({ id }) => id === rows.cursor);
      const next = shown[Math.min(Math.max(at + event.by, 0), shown.length - 1)];
      return next && next.id !== rows.cursor ? { ...rows, cursor: next.id } : rows;
    }
    case "go":
      return rows.cursor === event.id ? rows : { ...rows, cursor: event.id };
    case "away":
      return putAway(rows, new Set(event.ids));
    case "back": {
      const away = new Set(rows.away);
      away.delete(event.id);
      const notes = new Map(rows.notes);
      if (event.note) notes.set(event.id, event.note);
      else notes.delete(event.id);
      return { ...rows, away, notes };
    }
    case "choose": {
      const chosen = new Set(rows.chosen);
      if (!chosen.delete(event.id)) chosen.add(event.id);
      return { ...rows, chosen, anchor: event.id };
    }
    case "choose-to": {
      const shown = shownOf(rows).map(({ id }) => id);
      const [from, to] = [shown.indexOf(rows.anchor ?? event.id), shown.indexOf(event.id)].toSorted((a, b) => a - b) as [number, number];
      return { ...rows, chosen: new Set([...rows.chosen, ...shown.slice(Math.max(from, 0), to + 1)]) };
    }
    case "choose-none":
      return rows.chosen.size === 0 && !rows.choosing ? rows : { ...rows, chosen: new Set(), choosing: false, anchor: null };
    case "choosing":
      return rows.choosing ? rows : { ...rows, choosing: true };
  }
}

/** The view was read again: the cursor stays on its row, or where it was. */
function reread(rows: Rows, { lines, older, since }: QueueRows): Rows {
  const there = new Set(lines.map(({ id }) => id));
  const away = new Set([...rows.away].filter((id) => there.has(id)));
  const shown = shownOf({ lines, away });
  const at = shownOf(rows).findIndex(({ id }) => id === rows.cursor);
  const cursor = rows.cursor && shown.some(({ id }) => id === rows.cursor) ? rows.cursor : (shown[Math.min(Math.max(at, 0), shown.length - 1)]?.id ?? null);
  return { ...rows, lines, older, since, away, cursor, notes: new Map(), chosen: new Set([...rows.chosen].filter((id) => there.has(id))) };
}

/** The cursor goes on to the next row that stays. */
function putAway(rows: Rows, ids: ReadonlySet<string>): Rows {
  const shown = shownOf(rows);
  const at = shown.findIndex(({ id }) => id === rows.cursor);
  const stays = ({ id }: QueueLine) => !ids.has(id);
  const cursor = rows.cursor && !ids.has(rows.cursor) ? rows.cursor : ((shown.slice(at + 1).find(stays) ?? shown.slice(0, Math.max(at, 0)).findLast(stays))?.id ?? null);
  const chosen = new Set([...rows.chosen].filter((id) => !ids.has(id)));
  return { ...rows, away: new Set([...rows.away, ...ids]), cursor, chosen, choosing: rows.choosing && chosen.size > 0 };
}
