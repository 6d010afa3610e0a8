import { FlaggedText } from "@/components/ui/flagged-text";
import { changeList as words } from "./words-shared";

type Change = { path: string; from: unknown; to: unknown };

/** What differs between two versions, one line each. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0) return <p className="text-sm text-muted">{words.none}</p>;
  return (
    <ul className="flex flex-col gap-1.5 text-xs">
      {changes.map(({ path, from, to }) => (
        <li key={path} className="min-w-0">
          <span className="font-mono font-medium break-all">{path || words.whole}</span>{" "}
          <del className="rounded-sm bg-danger-soft px-1 font-mono break-all text-danger-ink no-underline">
            <span className="sr-only">{words.was} </span>
            <FlaggedText text={shown(from)} />
          </del>{" "}
          <span aria-hidden="true" className="text-faint">
            →
          </span>{" "}
          <ins className="rounded-sm bg-success-soft px-1 font-mono break-all text-success-ink no-underline">
            <span className="sr-only">{words.is} </span>
            <FlaggedText text={shown(to)} />
          </ins>
        </li>
      ))}
    </ul>
  );
}

const shown = (value: unknown): string => (value === undefined ? words.notSet : typeof value === "string" ? value || words.emptyText : JSON.stringify(value));
