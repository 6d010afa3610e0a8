"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useChanges } from "@/components/actions/changes";
import { readArrivals, readLines, readRows, type Trouble, type Where } from "@/components/actions/requests";
import type { Count, QueueRows } from "@/lib/actions/shown/person-view";
import type { Readings } from "./in-full";
import { useRows, type RowsStore } from "./rows-store";

type Live = {
  /** What came since the rows were read; it waits to be shown. */
  arrived: Count;
  /** Reads the view again, from the top. */
  reread: () => Promise<void>;
  readMore: () => void;
  reading: boolean;
  trouble: Trouble | null;
};

const LOOK_MS = 5_000;
/** Changes that come together are read together. */
const SOON_MS = 150;
/** Of a storm of changes, so many rows are read at once. */
const MOST = 100;

/** Keeps rows current: what changed changes in its place, what came is counted, and nothing moves by itself. */
export function useLiveRows(where: Where, first: QueueRows, store: RowsStore, readings: Readings): Live {
  const { dispatch } = store;
  const since = useRows(store, (rows) => rows.since);
  const [found, setFound] = useState<Count & { since: string }>();
  const [reading, setReading] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const changed = useRef(new Set<string>());
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined);
  const looked = useRef(0);
  const current = useRef(where);
  useEffect(() => {
    current.current = where;
  });
  // The page was read again around us, because something was done from it or its tab was pressed.
  const known = useRef(first);
  useEffect(() => {
    if (known.current !== first) dispatch({ type: "read", rows: first });
    known.current = first;
  }, [first, dispatch]);

  const look = useCallback(async () => {
    if (document.visibilityState === "hidden") return;
    looked.current = Date.now();
    const before = store.get().since;
    try {
      setFound({ ...(await readArrivals(current.current, before)), since: before });
    } catch {
      // Offline for a moment; the next look tells.
    }
  }, [store]);
  const readChanged = useCallback(async () => {
    const there = new Set(store.get().lines.map(({ id }) => id));
    const ids = [...changed.current].filter((id) => there.has(id)).slice(0, MOST);
    changed.current.clear();
    if (ids.length > 0) dispatch({ type: "changed", lines: await readLines(ids).catch(() => []) });
    if (Date.now() - looked.current > 1_000) void look();
  }, [store, dispatch, look]);
  useChanges((id) => {
    if (id === null) {
      readings.allChanged(store.get().cursor);
      for (const line of store.get().lines.slice(0, MOST)) changed.current.add(line.id);
    } else {
      changed.current.add(id);
      readings.changed(id);
    }
    clearTimeout(soon.current);
    soon.current = setTimeout(() => void readChanged(), SOON_MS);
  });
  useEffect(() => {
    const timer = setInterval(() => void look(), LOOK_MS);
    return () => {
      clearInterval(timer);
      clearTimeout(soon.current);
    };
  }, [look]);

  const under = useCallback(async (work: () => Promise<void>) => {
    setReading(true);
    try {
      await work();
      setTrouble(null);
    } catch (error) {
      setTrouble(error as Trouble);
    }
    setReading(false);
  }, []);
  const reread = useCallback(
    () =>
      under(async () => {
        dispatch({ type: "read", rows: await readRows(current.current) });
      }),
    [dispatch, under],
  );
  const busy = useRef(false);
  const readMore = useCallback(() => {
    const { older } = store.get();
    if (!older || busy.current) return;
    busy.current = true;
    void under(async () => {
      const read = await readRows(current.current, older);
      dispatch({ type: "more", lines: read.lines, older: read.older });
    }).finally(() => {
      busy.current = false;
    });
  }, [store, dispatch, under]);
  const arrived = found?.since === since ? found : { number: 0, more: false };
  return { arrived, reread, readMore, reading, trouble };
}
