"use client";

import { useState } from "react";
import { onDemand } from "@/components/ui/on-demand";
import { useRows, type RowsStore } from "./rows-store";

const PaceNotice = onDemand(async () => (await import("./pace-notice")).PaceNotice);

/** After so many rows dealt with the server is asked again whether a word on the pace is due. */
const EVERY = 5;

/** A gentle word to whoever decides very fast: never a dialog, and nothing moves for it. */
export function Pace({ store }: { store: RowsStore }) {
  const asked = useRows(store, ({ away }) => Math.floor(away.size / EVERY));
  const [closed, setClosed] = useState(false);
  return asked > 0 && !closed && <PaceNotice asked={asked} close={() => setClosed(true)} />;
}
