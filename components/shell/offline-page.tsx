"use client";

import { useEffect } from "react";

/** Has the browser keep the page that is shown without a connection: see public/sw.js. Without it everything works as before. */
export function OfflinePage() {
  useEffect(() => {
    if (!("serviceWorker" in navigator)) return;
    navigator.serviceWorker.register("/sw.js", { scope: "/" }).catch(() => undefined);
  }, []);
  return null;
}
