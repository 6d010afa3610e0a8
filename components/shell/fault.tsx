"use client";

import { RotateCw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { buttonClasses } from "@/components/ui/button-styles";
import { CopyButton } from "@/components/ui/copy-button";
import { MessagePage } from "./message-page";

/** The number under which the server logged what was thrown; none when it was thrown in the browser. */
const referenceOf = (error: unknown): string | undefined =>
  error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : undefined;

/** A page that could not be shown: what to try, and what to quote. */
export function Fault({ error, retry, as }: { error: unknown; retry: () => void; as?: "main" | "div" }) {
  const reference = referenceOf(error);
  return (
    <MessagePage
      as={as}
      title="This page could not be shown"
      actions={
        <>
          <Button variant="primary" icon={<RotateCw aria-hidden="true" />} onClick={() => retry()}>
            Retry
          </Button>
          {/* A new page, and no step within the one that failed. */}
          {/* oxlint-disable-next-line next/no-html-link-for-pages */}
          <a href="/" className={buttonClasses()}>
            Go to the queue
          </a>
        </>
      }
    >
      <p>Something went wrong on our side. Nothing was changed by opening this page. Try again; if it stays, tell whoever runs this deployment.</p>
      {reference && (
        <p className="mt-3 flex items-center gap-1 text-sm">
          Reference: <code className="font-mono text-ink">{reference}</code>
          <CopyButton text={reference} label="Copy reference" />
        </p>
      )}
    </MessagePage>
  );
}
