import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { CopyButton } from "./copy-button";
import { FlaggedText } from "./flagged-text";
import { copyButton, jsonTree as words } from "./words";

type Props = {
  /** Parsed JSON. */
  value: unknown;
  /** What it is, for screen readers and the copy button. */
  label: string;
  /** The text to copy; the value in indented form unless given. */
  source?: string;
  /** Levels that start open. */
  openTo?: number;
  /** Remarks by JSON Pointer, shown beside the value they are about. */
  remarks?: Readonly<Record<string, ReactNode>>;
  className?: string;
};

/** JSON as a tree that folds without scripts. Values are shown whole; what hides in them is flagged. */
export function JsonTree({ value, label, source, openTo = 3, remarks = {}, className }: Props) {
  return (
    <div role="group" aria-label={label} className={cn("relative min-w-0 rounded-md border border-line bg-sunken/40 p-3 pr-10", className)}>
      <div className="font-mono text-xs leading-6">
        <Node value={value} pointer="" depth={0} openTo={openTo} remarks={remarks} />
      </div>
      <CopyButton text={source ?? JSON.stringify(value, null, 2)} label={copyButton.of(label)} className="absolute top-1 right-1" />
    </div>
  );
}

type NodeProps = { name?: string; value: unknown; pointer: string; depth: number; openTo: number; remarks: Readonly<Record<string, ReactNode>> };

function Node({ name, value, pointer, depth, openTo, remarks }: NodeProps) {
  const entries = entriesOf(value);
  const key = name !== undefined && (
    <span className="text-muted">
      <FlaggedText text={name} />:{" "}
    </span>
  );
  const remark = remarks[pointer];
  const remarked = remark !== undefined && <span className="ml-2 rounded-sm bg-warning-soft px-1.5 font-sans text-warning-ink">{remark}</span>;
  if (!entries || entries.length === 0) {
    return (
      <div className="pl-4">
        {key}
        <Leaf value={value} />
        {remarked}
      </div>
    );
  }
  // A remark inside must not be folded away.
  const inside = Object.keys(remarks).some((about) => about.startsWith(`${pointer}/`));
  return (
    <details open={depth < openTo || inside} className="group/node">
      <summary className="flex list-none items-start rounded-sm hover:bg-hover [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden="true" className="mt-1.5 mr-0.5 size-3.5 shrink-0 text-faint [details[open]>summary>&]:rotate-90" />
        <span>
          {key}
          <span className="text-faint">{Array.isArray(value) ? words.items(entries.length) : words.fields(entries.length)}</span>
          {remarked}
        </span>
      </summary>
      <div className="ml-1.5 border-l border-line pl-2">
        {entries.map(([childName, child]) => (
          <Node
            key={childName}
            name={childName}
            value={child}
            pointer={`${pointer}/${childName.replaceAll("~", "~0").replaceAll("/", "~1")}`}
            depth={depth + 1}
            openTo={openTo}
            remarks={remarks}
          />
        ))}
      </div>
    </details>
  );
}

function Leaf({ value }: { value: unknown }) {
  if (typeof value === "string") {
    return value === "" ? <span className="text-faint">{words.emptyText}</span> : <FlaggedText text={value} className="text-success-ink" />;
  }
  if (typeof value === "number" || typeof value === "bigint") return <span className="text-info-ink">{String(value)}</span>;
  if (typeof value === "boolean") return <span className="text-notice-ink">{String(value)}</span>;
  if (value === null || value === undefined) return <span className="text-faint">{"null"}</span>;
  return <span className="text-faint">{Array.isArray(value) ? words.emptyList : words.noFields}</span>;
}

function entriesOf(value: unknown): [string, unknown][] | null {
  return typeof value === "object" && value !== null ? Object.entries(value) : null;
}
