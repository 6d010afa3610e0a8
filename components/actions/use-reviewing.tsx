"use client";

import { useEffect, useState, type ReactNode } from "react";
import { loadWhenIdle, onDemand } from "@/components/ui/on-demand";
import { toast } from "@/components/ui/toast";
import type { ActionInFull } from "@/lib/actions/shown/person-view";
import { AskDialog } from "./ask-dialog";
import { endSnooze, sendSnooze, sendTake, type Trouble } from "./requests";
import { SnoozeDialog } from "./snooze-dialog";
import { TIER_WORD } from "./words";
import { ask as askWords, reviewing as words, snooze as snoozeWords } from "./words-decide";

const AssignDialog = onDemand(async () => (await import("./assign-dialog")).AssignDialog);
const EditDialog = onDemand(async () => (await import("./edit-dialog")).EditDialog);

type How = {
  action: ActionInFull | null;
  /** It leaves this person's queue, or comes back to it. */
  away: (id: string) => void;
  back: (id: string) => void;
  /** Something changed: read again. */
  changed: (id: string) => void;
};

type What = "ask" | "edit" | "snooze" | "assign";
export type Reviewing = { ask: () => void; edit: () => void; snooze: () => void; take: () => void; assign: () => void; dialogs: ReactNode };

/** Why it cannot be edited here, if so. */
export function whyNotEdit(action: ActionInFull): string | null {
  if (action.may.reject !== true) return action.may.reject ?? words.decided;
  if (action.rollback) return words.rollback;
  if (action.masked) return words.masked;
  return null;
}

/** What a reviewer does short of deciding: ask, edit, put off, take over. */
export function useReviewing({ action, away, back, changed }: How): Reviewing {
  const [asks, ask] = useState<{ what: What; about: ActionInFull } | null>(null);
  const close = () => ask(null);
  useEffect(() => loadWhenIdle(EditDialog, AssignDialog), []);
  const fail = (error: Trouble) => toast(error.message, { tone: "danger", key: "review" });
  const begin = (what: What, whyNot: string | null) => {
    if (!action) return;
    if (whyNot) toast(whyNot, { key: "refused" });
    else ask({ what, about: action });
  };
  const open = action?.may.reject === true ? null : (action?.may.reject ?? words.decided);
  const waiting = action?.review.questions.some(({ answer, closed }) => answer === null && !closed) ? askWords.waits : null;
  return {
    ask: () => begin("ask", open ?? waiting),
    edit: () => begin("edit", action && whyNotEdit(action)),
    snooze: () => begin("snooze", open),
    assign: () => begin("assign", open),
    take: () => {
      if (!action || open) return void (open && toast(open, { key: "refused" }));
      const { holder, mine } = action.review.taken;
      sendTake(action.id, true).then(() => {
        toast(holder && !mine ? words.takenFrom(holder.name) : words.taken, { key: "take" });
        changed(action.id);
      }, fail);
    },
    dialogs: asks && (
      <>
        {asks.what === "ask" && (
          <AskDialog
            action={asks.about}
            close={close}
            asked={() => {
              toast(askWords.done(asks.about.agent.name), { tone: "success" });
              changed(asks.about.id);
            }}
          />
        )}
        {asks.what === "assign" && (
          <AssignDialog
            action={asks.about}
            close={close}
            assigned={(name, leaves) => {
              toast(name === null ? words.unassigned : words.assigned(name), { tone: "success" });
              if (leaves) away(asks.about.id);
              changed(asks.about.id);
            }}
          />
        )}
        {asks.what === "edit" && (
          <EditDialog
            action={asks.about}
            close={close}
            edited={(now, approved) => {
              const tier = now.tier === asks.about.tier ? null : TIER_WORD[now.tier].toLowerCase();
              toast(words.edited(approved, now.summary, tier, now.state === "blocked"), { tone: "success" });
              if (approved) away(now.id);
              changed(now.id);
            }}
          />
        )}
        {asks.what === "snooze" && (
          <SnoozeDialog
            close={close}
            snooze={(until) => {
              const { id } = asks.about;
              away(id);
              const undo = () => void endSnooze(id).then(() => back(id), fail);
              sendSnooze(id, until).then(
                ({ until: at }) => {
                  const when = new Intl.DateTimeFormat(undefined, { weekday: "short", hour: "2-digit", minute: "2-digit" }).format(new Date(at));
                  toast(snoozeWords.done(when), { key: "snooze", action: { label: snoozeWords.undo, onPress: undo } });
                },
                (error: Trouble) => {
                  back(id);
                  fail(error);
                },
              );
            }}
          />
        )}
      </>
    ),
  };
}
