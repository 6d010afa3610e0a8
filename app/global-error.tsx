"use client";

import { Fault } from "@/components/shell/fault";
import "./globals.css";

export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · Countersign</title>
        <Fault error={error} retry={retry} />
      </body>
    </html>
  );
}
