"use client";

import { useCallback, useRef, type Dispatch } from "react";
import { sendDecision, sendWithdrawal, type Trouble } from "@/components/actions/requests";
import { toast } from "@/components/ui/toast";
import { dismiss } from "@/components/ui/toast-store";
import type { ActionInFull } from "@/lib/actions/shown/person-view";
import type { Readings } from "./in-full";
import type { RowsEvent } from "./rows";
import { deciding as words } from "./words";

/** Approvals that may still be taken back, the newest last. */
type Undoable = { id: string; revision: number; summary: string; until: number };

type Deciding = { approve: (action: ActionInFull, note: string, fact?: string) => void; reject: (action: ActionInFull, reason: string) => void; undo: () => void };

/** Decides as if it had worked already; when it has not, the row comes back and says why. */
export function useDeciding(dispatch: Dispatch<RowsEvent>, readings: Readings): Deciding {
  const undoable = useRef<Undoable[]>([]);

  const putBack = useCallback(
    (id: string, trouble: Trouble) => {
      dispatch({ type: "back", id, note: noteOf(trouble) });
      readings.changed(id);
      const quoted = trouble.moved || !trouble.requestId ? trouble.message : `${trouble.message} (${trouble.requestId})`;
      toast(quoted, { tone: "danger", key: `back ${id}` });
    },
    [dispatch, readings],
  );

  const undo = useCallback(() => {
    const last = undoable.current.pop();
    if (!last) return void toast(words.nothingToUndo, { key: "undo" });
    void sendWithdrawal(last).then(
      () => {
        dispatch({ type: "back", id: last.id });
        dispatch({ type: "go", id: last.id });
        readings.changed(last.id);
        toast(words.undone, { key: "undo" });
      },
      (error: Trouble) => toast(error.message, { tone: "danger", key: "undo" }),
    );
  }, [dispatch, readings]);

  const approve = useCallback(
    (action: ActionInFull, note: string, fact?: string) => {
      dispatch({ type: "away", ids: [action.id] });
      sendDecision(action, "approve", note, fact).then(
        ({ effect_at: at }) => {
          if (!at) return void toast(words.approved(action.summary), { tone: "success", key: "undo" });
          const until = Date.parse(at);
          undoable.current = [...undoable.current.filter((one) => one.until > Date.now()), { id: action.id, revision: action.revision, summary: action.summary, until }];
          const seconds = Math.max(1, (until - Date.now()) / 1_000);
          const shown = toast(words.approved(action.summary), { tone: "success", key: "undo", seconds, action: { label: words.undo, press: "Z", onPress: undo } });
          setTimeout(() => {
            undoable.current = undoable.current.filter(({ id }) => id !== action.id);
            dismiss(shown);
          }, seconds * 1_000);
        },
        (error: Trouble) => putBack(action.id, error),
      );
    },
    [dispatch, putBack, undo],
  );

  const reject = useCallback(
    (action: ActionInFull, reason: string) => {
      dispatch({ type: "away", ids: [action.id] });
      sendDecision(action, "reject", reason).then(
        () => toast(words.rejected(action.summary), { key: "undo" }),
        (error: Trouble) => putBack(action.id, error),
      );
    },
    [dispatch, putBack],
  );
  return { approve, reject, undo };
}

/** What stands in the row that came back. */
function noteOf({ code, facts, message }: Trouble): string {
  if (code === "offline") return words.offline;
  if (code === "stale_revision") return words.changed;
  if (!facts.by || !facts.at || !facts.state) return message;
  const time = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" }).format(new Date(facts.at));
  return words.already(facts.state.replaceAll("_", " "), facts.by, time);
}
