"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button";
import type { ButtonLook } from "./button-styles";
import { IconButton } from "./icon-button";
import { copyButton as words } from "./words";

type Props = ButtonLook & {
  text: string;
  /** What is copied: "Copy key". */
  label?: string;
  /** Shows the label beside the icon. */
  showLabel?: boolean;
  className?: string;
};

/** Copies `text` exactly as it is. */
export function CopyButton({ text, label = words.label, showLabel, variant, size = "small", className }: Props) {
  const [said, say] = useState<"copied" | "failed" | null>(null);
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => say(null), 2000);
    return () => clearTimeout(timer);
  }, [said]);

  const copy = () => navigator.clipboard.writeText(text).then(() => say("copied"), () => say("failed"));
  const icon = said === "copied" ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />;
  const result = said === "copied" ? words.done : said === "failed" ? words.failed : "";
  return (
    <>
      {showLabel ? (
        <Button variant={variant} size={size} icon={icon} onClick={copy} className={className}>
          {result || label}
        </Button>
      ) : (
        <IconButton variant={variant} size={size} label={label} title={result || label} icon={icon} onClick={copy} className={className} />
      )}
      <span role="status" className="sr-only">
        {result}
      </span>
    </>
  );
}
