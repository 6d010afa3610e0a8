"use client";

import { RotateCw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { buttonClasses } from "@/components/ui/button-styles";
import { CopyButton } from "@/components/ui/copy-button";
import { MessagePage } from "./message-page";
import { fault as words } from "./words";

/** The number under which the server logged what was thrown; none when it was thrown in the browser. */
const referenceOf = (error: unknown): string | undefined =>
  error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : undefined;

/** A page that could not be shown: what to try, and what to quote. */
export function Fault({ error, retry, as }: { error: unknown; retry: () => void; as?: "main" | "div" }) {
  const reference = referenceOf(error);
  return (
    <MessagePage
      as={as}
      title={words.title}
      actions={
        <>
          <Button variant="primary" icon={<RotateCw aria-hidden="true" />} onClick={() => retry()}>
            {words.retry}
          </Button>
          {/* A new page, and no step within the one that failed. */}
          {/* oxlint-disable-next-line next/no-html-link-for-pages */}
          <a href="/" className={buttonClasses()}>
            {words.leave}
          </a>
        </>
      }
    >
      <p>{words.text}</p>
      {reference && (
        <p className="mt-3 flex items-center gap-1 text-sm">
          {words.reference} <code className="font-mono text-ink">{reference}</code>
          <CopyButton text={reference} label={words.copy} />
        </p>
      )}
    </MessagePage>
  );
}
