"use client";

import { Coffee, X } from "lucide-react";
import { useEffect, useState } from "react";
import { readPace } from "@/components/actions/requests";
import { IconButton } from "@/components/ui/icon-button";
import { TextLink } from "@/components/ui/link-button";
import { paths } from "@/lib/paths";
import { pace as words } from "./words";

const QUIET = "countersign.pace-quiet-until";
/** Whoever has read it is left in peace for this long. */
const QUIET_MS = 30 * 60_000;

/** What the server says of one's pace, if anything. Dismissed, it stays away for half an hour. */
export function PaceNotice({ asked, close }: { asked: number; close: () => void }) {
  const [say, setSay] = useState<string | null>(null);
  useEffect(() => {
    if (Number(sessionStorage.getItem(QUIET) ?? 0) > Date.now()) return;
    // It is a courtesy: what cannot be read is not missed.
    readPace().then(({ say: told }) => setSay(told), () => undefined);
  }, [asked]);
  const dismiss = () => {
    sessionStorage.setItem(QUIET, String(Date.now() + QUIET_MS));
    close();
  };
  return (
    <div role="status" className="empty:hidden">
      {say && (
        <div className="flex items-start gap-2.5 border-t border-line bg-sunken/60 py-2 pr-2 pl-4 text-sm">
          <Coffee aria-hidden="true" className="mt-1.5 size-4 shrink-0 text-muted" />
          <p className="min-w-0 flex-1 py-1">
            {say} <TextLink href={paths.statistics}>{words.statistics}</TextLink>
          </p>
          <IconButton size="small" label={words.dismiss} icon={<X aria-hidden="true" />} onClick={dismiss} />
        </div>
      )}
    </div>
  );
}
