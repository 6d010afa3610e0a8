"use client";

import { Fault } from "@/components/shell/fault";

export default function ConsoleError({ error, retry }: { error: unknown; retry: () => void }) {
  return <Fault as="div" error={error} retry={retry} />;
}
