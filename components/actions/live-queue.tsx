"use client";

import { RefreshCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import type { Count, QueueView } from "@/lib/actions/person-view";
import { paths } from "@/lib/paths";
import { useChanges } from "./changes";

type Props = {
  view: QueueView;
  /** The rows that stand on the page. */
  ids: readonly string[];
  /** When they were read, by the server's clock (ISO 8601). */
  since: string;
};

const LOOK_MS = 5_000;

/** Says what has come or changed since the page was read; nothing moves until it is pressed. Give it `key={since}`. */
export function LiveQueue({ view, ids, since }: Props) {
  const router = useRouter();
  const [arrived, setArrived] = useState<Count>({ number: 0, more: false });
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  const [reading, read] = useTransition();
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined);

  const look = useCallback(async () => {
    if (document.visibilityState === "hidden") return;
    try {
      const answer = await fetch(`${paths.arrivals}?${new URLSearchParams({ view, since })}`);
      if (answer.ok) setArrived((await answer.json()) as Count);
    } catch {
      // Offline for a moment; the next look tells.
    }
  }, [view, since]);
  useEffect(() => {
    const timer = setInterval(() => void look(), LOOK_MS);
    return () => {
      clearInterval(timer);
      clearTimeout(soon.current);
    };
  }, [look]);
  useChanges((id) => {
    if (id !== null && ids.includes(id)) setChanged((before) => new Set([...before, id]));
    clearTimeout(soon.current);
    soon.current = setTimeout(() => void look(), 300);
  });

  const says = [arrived.number > 0 && `${arrived.number}${arrived.more ? "+" : ""} new`, changed.size > 0 && `${changed.size} changed`].filter(Boolean).join(", ");
  return (
    // Without a height of its own: the rows stay where they are.
    <div role="status" className="sticky top-[calc(var(--shell-top)+0.5rem)] z-20 flex h-0 justify-center overflow-visible">
      {says && (
        <Button
          variant="primary"
          size="small"
          pending={reading}
          icon={<RefreshCw aria-hidden="true" />}
          onClick={() => read(() => router.refresh())}
          className="-mt-3 rounded-full shadow-md"
        >
          {says}
        </Button>
      )}
    </div>
  );
}
