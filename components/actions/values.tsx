import { FlaggedText } from "@/components/ui/flagged-text";
import { cn } from "@/components/ui/cn";

/** One value of a record, whole and flagged. */
export function Value({ value, className }: { value: unknown; className?: string }) {
  if (value === null || value === undefined) return <span className={cn("text-faint", className)}>none</span>;
  if (value === "") return <span className={cn("text-faint", className)}>empty text</span>;
  return <FlaggedText text={typeof value === "string" ? value : JSON.stringify(value)} className={className} />;
}
