"use client";

import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { DialogWindow } from "@/components/ui/dialog";
import { loadWhenIdle, onDemand } from "@/components/ui/on-demand";
import { paths } from "@/lib/paths";
import { COMMANDS, commandOf, keyOf } from "./commands";
import { preferences } from "./preferences";
import { handlerOf, useCommands } from "./use-commands";

const Palette = onDemand(async () => (await import("./palette")).default);
const Help = onDemand(async () => (await import("./help")).default);

/** How long `g` waits for the second key. */
const CHORD_MS = 1_500;

/** Listens to the keyboard for every page of the console; once, in its layout. */
export function Keyboard({ admin }: { admin: boolean }) {
  const router = useRouter();
  const [dialog, show] = useState<"palette" | "help" | null>(null);
  const close = () => show(null);
  useEffect(() => loadWhenIdle(DialogWindow, Palette, Help), []);
  const before = useRef<{ key: string; at: number }>(undefined);

  useCommands({
    goQueue: () => router.push(paths.queue),
    goHistory: () => router.push(paths.history),
    goOverview: () => router.push(paths.overview),
    ...(admin && { goPolicy: () => router.push(paths.admin.policy) }),
    palette: () => show("palette"),
    help: () => show("help"),
  });

  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const key = keyOf(event);
    if (!key) return;
    const earlier = before.current && event.timeStamp - before.current.at < CHORD_MS ? before.current.key : null;
    const { command, begins } = commandOf(key, earlier);
    before.current = undefined;
    if (!command && !begins) return;
    const { always, repeats } = command ? COMMANDS[command] : {};
    if (!always && (!preferences().singleKeys || isTaken(event.target) || isOpen())) return;
    if (key === "Enter" && event.target instanceof Element && event.target.closest("a, button, summary, input")) return;
    if (event.repeat && !repeats) return event.preventDefault();
    if (begins) before.current = { key, at: event.timeStamp };
    const handler = command && (dialog === null || command === "palette") ? handlerOf(command) : undefined;
    if (!handler) return;
    event.preventDefault();
    handler();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => pressed(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, []);

  return (
    <>
      {dialog === "palette" && <Palette close={close} />}
      {dialog === "help" && <Help close={close} />}
    </>
  );
}

/** In a field a letter is a letter. */
const isTaken = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.closest("textarea, select, input:not([type=checkbox]):not([type=radio])") !== null);

/** Over the page lies something that wants an answer first. */
const isOpen = (): boolean => document.querySelector("[role=dialog][data-state=open], [role=alertdialog][data-state=open]") !== null;
