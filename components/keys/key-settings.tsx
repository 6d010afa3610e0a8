"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { prefer, usePreferences } from "./preferences";

/** What suits this person at this device. */
export function KeySettings() {
  const { singleKeys, compact } = usePreferences();
  return (
    <div className="flex flex-col gap-2">
      <Checkbox
        label="Single keys"
        hint="J, K, A, R and the others do something by themselves. Switch them off when you speak to your computer or press keys by accident; the palette (⌘K or Ctrl K) works in any case."
        checked={singleKeys}
        onChange={() => prefer({ singleKeys: !singleKeys })}
      />
      <Checkbox label="Compact rows in the queue" checked={compact} onChange={() => prefer({ compact: !compact })} />
    </div>
  );
}
