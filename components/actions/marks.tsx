import { Eye, FlaskConical, RotateCcw, Undo2, TriangleAlert } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { ActionLine } from "@/lib/actions/shown/person-view";
import { marks as words, NOTHING_TO_UNDO, REVERSIBILITY } from "./words";

/** Whether it can be undone: the irreversible stands out, with an icon and a word. */
export function ReversibilityMark({ reversibility, reads, rollback }: Pick<ActionLine, "reversibility" | "reads" | "rollback">) {
  if (rollback) {
    return (
      <Badge tone="notice" icon={<Undo2 aria-hidden="true" />}>
        {words.rollback}
      </Badge>
    );
  }
  if (reads) return <Badge icon={<Eye aria-hidden="true" />}>{NOTHING_TO_UNDO}</Badge>;
  const word = REVERSIBILITY[reversibility];
  return reversibility === "irreversible" ? (
    <Badge tone="warning" icon={<TriangleAlert aria-hidden="true" />}>
      {word}
    </Badge>
  ) : (
    <Badge icon={<RotateCcw aria-hidden="true" />}>{word}</Badge>
  );
}

/** Says when nothing will really happen; silent for what is live. */
export function ModeMark({ mode, dryRun }: Pick<ActionLine, "mode" | "dryRun">) {
  if (mode === "live" && !dryRun) return null;
  return (
    <Badge tone="info" icon={<FlaskConical aria-hidden="true" />}>
      {mode === "test" ? words.test : words.dryRun}
    </Badge>
  );
}
