import { diffWordsWithSpace } from "diff";
import { FlaggedText } from "@/components/ui/flagged-text";
import { difference as words } from "./words";

/** Differences beyond this many steps are told as "all of it": finding them takes time in proportion to their square. */
const MOST_EDITS = 2_000;

export type DifferencePart = { text: string; as: "same" | "gone" | "new" };

/** What became of a text, word by word. The parts that are not new are the old text; those that are not gone, the new one. */
export function textDifference(from: string, to: string): DifferencePart[] {
  const changes = diffWordsWithSpace(from, to, { maxEditLength: MOST_EDITS });
  if (!changes) {
    const whole: DifferencePart[] = [{ text: from, as: "gone" }, { text: to, as: "new" }];
    return whole.filter(({ text }) => text !== "");
  }
  return changes.map(({ value, added, removed }) => ({ text: value, as: added ? "new" : removed ? "gone" : "same" }));
}

/** Two texts as one, with what went and what came. */
export function TextDifference({ from, to }: { from: string; to: string }) {
  return (
    <span className="break-words whitespace-pre-wrap">
      {textDifference(from, to).map(({ text, as }, index) =>
        as === "gone" ? (
          <del key={index} className="rounded-sm bg-danger-soft text-danger-ink">
            <span className="sr-only">{words.removed} </span>
            <FlaggedText text={text} />
            <span className="sr-only">{words.end}</span>
          </del>
        ) : as === "new" ? (
          <ins key={index} className="rounded-sm bg-success-soft text-success-ink">
            <span className="sr-only">{words.added} </span>
            <FlaggedText text={text} />
            <span className="sr-only">{words.end}</span>
          </ins>
        ) : (
          <FlaggedText key={index} text={text} />
        ),
      )}
    </span>
  );
}
