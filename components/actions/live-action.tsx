"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { useChanges } from "./changes";

/** Keeps the page of one action current, and says so when its payload was replaced under the reader's eyes. */
export function LiveAction({ ids, revision }: { /** The action, and those whose state the page shows beside it. */ ids: readonly string[]; revision: number }) {
  const router = useRouter();
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [first] = useState(revision);
  useChanges((id) => {
    if (id !== null && !ids.includes(id)) return;
    clearTimeout(soon.current);
    soon.current = setTimeout(() => router.refresh(), 100);
  });
  useEffect(() => () => clearTimeout(soon.current), []);
  if (first === revision) return null;
  return (
    <Alert tone="warning" title={`This was changed to revision ${revision} while you were reading`} live className="mb-4">
      The payload below is the new one. Look at it again before you decide.
    </Alert>
  );
}
