"use client";

import { Dialog } from "@/components/ui/dialog";
import { TextLink } from "@/components/ui/link-button";
import { paths } from "@/lib/paths";
import { COMMAND_IDS, COMMANDS, GROUPS } from "./commands";
import { KeyCaps } from "./key-caps";
import { usePreferences } from "./preferences";
import { commands, groups, help as words } from "./words";

/** All keys at a glance. */
export default function Help({ close }: { close: () => void }) {
  const { singleKeys } = usePreferences();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      wide
      title={words.title}
    >
      <p className="mb-4 text-sm text-muted">
        {singleKeys ? words.on : words.off}{" "}
        <TextLink href={paths.profile} onClick={close}>
          {singleKeys ? words.switchOff : words.switchOn}
        </TextLink>
      </p>
      <div className="grid gap-x-10 gap-y-5 sm:grid-cols-2">
        {GROUPS.map((group) => (
          <section key={group} aria-label={groups[group]} className="min-w-0">
            <h3 className="mb-1 text-xs font-medium text-faint">{groups[group]}</h3>
            <dl>
              {COMMAND_IDS.filter((id) => COMMANDS[id].group === group).map((id) => (
                <div key={id} className="flex min-h-8 items-center justify-between gap-4 text-sm">
                  <dt>{commands[id]}</dt>
                  <dd>
                    <KeyCaps keys={COMMANDS[id].keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
