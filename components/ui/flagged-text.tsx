import { Fragment } from "react";
import { cn } from "./cn";
import { inspect } from "./suspicious";

/**
 * Text from outside, exactly as it is: kept to its own writing direction, whitespace kept, and every character
 * that hides, reorders or imitates shown with its name. Nothing is cut.
 */
export function FlaggedText({ text, className }: { text: string; className?: string }) {
  return (
    <bdi className={cn("break-words whitespace-pre-wrap", className)}>
      {inspect(text).map((piece, index) =>
        piece.flag ? (
          <mark
            key={index}
            title={piece.flag.name}
            className="mx-px rounded-sm border border-danger-line bg-danger-soft px-1 font-sans text-xs whitespace-normal text-danger-ink"
          >
            {piece.flag.kind === "lookalike" && <span className="font-mono">{piece.text} </span>}
            <span>{`[${piece.flag.name}]`}</span>
          </mark>
        ) : (
          <Fragment key={index}>{piece.text}</Fragment>
        ),
      )}
    </bdi>
  );
}
