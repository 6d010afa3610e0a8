"use client";

import { useEffect, useState } from "react";
import type { TargetLook } from "@/lib/actions/review/target-view";
import { paths } from "@/lib/paths";
import { record as words } from "./words";

/** Whoever only passes by on the way down the queue does not cost the target a look. */
const STAY_MS = 250;

/** What the target of an action holds; null while it is asked. */
export function useTarget(actionId: string, revision: number, wanted: boolean): TargetLook | null {
  const [look, setLook] = useState<TargetLook | null>(null);
  useEffect(() => {
    if (!wanted) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      fetch(paths.actionTarget(actionId), { signal: abort.signal })
        .then(async (answer) => (answer.ok ? ((await answer.json()) as TargetLook) : Promise.reject(new Error(String(answer.status)))))
        .then(setLook)
        .catch(() => !abort.signal.aborted && setLook({ found: false, why: words.notRead }));
    }, STAY_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [actionId, revision, wanted]);
  return look;
}
