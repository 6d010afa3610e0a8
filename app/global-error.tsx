"use client";

import { Fault } from "@/components/shell/fault";
import { brand, fault as words } from "@/components/shell/words";
import "./globals.css";

export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>{`${words.short} · ${brand.name}`}</title>
        <Fault error={error} retry={retry} />
      </body>
    </html>
  );
}
