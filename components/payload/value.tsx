import { cn } from "@/components/ui/cn";
import { FlaggedText } from "@/components/ui/flagged-text";
import { value as words } from "./words";

/** One value of a record, whole and flagged; as money where it is. */
export function Value({ value, amount, className }: { value: unknown; amount?: string | null | undefined; className?: string }) {
  if (value === null || value === undefined) return <span className={cn("text-faint", className)}>{words.none}</span>;
  if (value === "") return <span className={cn("text-faint", className)}>{words.empty}</span>;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (!amount) return <FlaggedText text={text} className={className} />;
  return (
    <span className={className}>
      {amount} <FlaggedText text={text} className="text-xs font-normal text-muted" />
    </span>
  );
}
