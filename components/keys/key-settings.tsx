"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { prefer, usePreferences } from "./preferences";
import { keySettings as words } from "./words";

/** What suits this person at this device. */
export function KeySettings() {
  const { singleKeys, compact } = usePreferences();
  return (
    <div className="flex flex-col gap-2">
      <Checkbox
        label={words.singleKeys}
        hint={words.singleKeysHint}
        checked={singleKeys}
        onChange={() => prefer({ singleKeys: !singleKeys })}
      />
      <Checkbox label={words.compact} checked={compact} onChange={() => prefer({ compact: !compact })} />
    </div>
  );
}
