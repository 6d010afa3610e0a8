import { Countdown, Time } from "@/components/time";
import type { ActionLine } from "@/lib/actions/shown/person-view";
import { chips as words } from "./words-view";

/** How long is left where somebody must act, else when it came to be as it is. */
export function When({ line }: { line: Pick<ActionLine, "state" | "effectAt" | "deadlineAt" | "stateAt"> }) {
  const open = (line.state === "pending" || line.state === "blocked") && !line.effectAt;
  if (!open || !line.deadlineAt) return <Time at={line.stateAt} show="relative" />;
  return (
    <>
      <Countdown until={line.deadlineAt} />
      {line.state === "blocked" && <span className="whitespace-nowrap">{` ${words.deadline.release}`}</span>}
    </>
  );
}
