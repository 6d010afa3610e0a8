"use client";

import { Command } from "cmdk";
import { Search } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import { overlayClasses } from "@/components/ui/dialog-parts";
import { COMMAND_IDS, COMMANDS, GROUPS, type CommandId } from "./commands";
import { KeyCaps } from "./key-caps";
import { handlerOf, useLayers } from "./use-commands";
import { commands, groups, palette as words } from "./words";

/** Everything that can be done here, found by its name; each tells the key that does it without the palette. */
export default function Palette({ close }: { close: () => void }) {
  useLayers();
  const run = (id: CommandId) => {
    const handler = handlerOf(id);
    close();
    // After the palette has given the focus back.
    if (handler) setTimeout(handler, 0);
  };
  const here = COMMAND_IDS.filter((id) => id !== "palette" && handlerOf(id));
  return (
    <Primitive.Root open onOpenChange={(open) => !open && close()}>
      <Primitive.Portal>
        <Primitive.Overlay className={overlayClasses} />
        <Primitive.Content
          aria-describedby={undefined}
          className="fixed inset-x-4 top-[12dvh] z-50 mx-auto max-w-lg animate-rise overflow-hidden rounded-xl bg-raised text-ink shadow-lg focus:outline-none"
        >
          <Primitive.Title className="sr-only">{words.title}</Primitive.Title>
          <Command label={words.title} loop>
            <div className="flex items-center gap-2.5 border-b border-line px-4">
              <Search aria-hidden="true" className="size-4 shrink-0 text-faint" />
              <Command.Input placeholder={words.placeholder} className="h-12 w-full min-w-0 bg-transparent text-base outline-none placeholder:text-faint" />
            </div>
            <Command.List className="max-h-[min(24rem,60dvh)] overflow-y-auto p-1.5 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-faint">
              <Command.Empty className="px-3 py-8 text-center text-sm text-muted">{words.empty}</Command.Empty>
              {GROUPS.filter((group) => here.some((id) => COMMANDS[id].group === group)).map((group) => (
                <Command.Group key={group} heading={groups[group]}>
                  {here
                    .filter((id) => COMMANDS[id].group === group)
                    .map((id) => (
                      <Command.Item
                        key={id}
                        value={`${commands[id]} ${groups[group]}`}
                        onSelect={() => run(id)}
                        className="flex min-h-9 cursor-pointer items-center justify-between gap-4 rounded-md px-2.5 text-sm data-[selected=true]:bg-hover pointer-coarse:min-h-11"
                      >
                        {commands[id]}
                        <KeyCaps keys={COMMANDS[id].keys} />
                      </Command.Item>
                    ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
