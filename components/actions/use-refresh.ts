"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useTransition } from "react";

/**
 * Reads the page again. One at a time: a new request would discard the one under way, so that on a slow day nothing
 * ever arrived; whoever asks meanwhile gets one more afterwards.
 */
export function useRefresh(): () => void {
  const router = useRouter();
  const [pending, start] = useTransition();
  const busy = useRef(false);
  const again = useRef(false);
  useEffect(() => {
    busy.current = pending;
    if (pending || !again.current) return;
    again.current = false;
    start(() => router.refresh());
  }, [pending, router]);
  return useCallback(() => {
    if (busy.current) {
      again.current = true;
      return;
    }
    busy.current = true;
    start(() => router.refresh());
  }, [router]);
}
