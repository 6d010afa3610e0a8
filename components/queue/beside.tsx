"use client";

import { useEffect, useEffectEvent, useRef, type Ref } from "react";
import type { ActionMutations } from "@/components/actions/single-action";
import { useDecider, type Decider } from "@/components/actions/use-decider";
import { useOnScreen } from "@/components/actions/use-on-screen";
import { useReviewing, type Reviewing } from "@/components/actions/use-reviewing";
import { useTaking } from "@/components/actions/use-taking";
import { useCommands } from "@/components/keys/use-commands";
import { toggleAllParams } from "@/components/payload/toggle-params";
import { cn } from "@/components/ui/cn";
import { toast } from "@/components/ui/toast";
import { useInFull, type Readings } from "./in-full";
import { Pane } from "./pane";
import { shownOf } from "./rows";
import { useRows, type RowsStore } from "./rows-store";
import { useDeciding } from "./use-deciding";
import { useSettled } from "./use-settled";
import { pane as words } from "./words";

type Props = {
  store: RowsStore;
  readings: Readings;
  admin: boolean;
  mutations: ActionMutations;
  /** It has the whole room. */
  open: boolean;
  close: () => void;
  heading: Ref<HTMLHeadingElement>;
  /** Another action stands here. */
  came: (id: string | null) => void;
};

/** What is read ahead, seen from the cursor: whoever goes on finds it there. */
const AHEAD = [1, 2, -1, 3];

/** The action at which the cursor rests, and all that can be done to it. */
export function Beside({ store, readings, admin, mutations, open, close, heading, came }: Props) {
  const [settled, settle] = useSettled(store);
  const known = useInFull(readings, settled);
  const { action } = known;
  const payload = useOnScreen(action ? `${action.id} ${action.revision}` : "");
  const deciding = useDeciding(store.dispatch, readings);
  /** What comes before the pane has followed the cursor meant another action than the one that stands here. */
  const here =
    <Given extends unknown[]>(work: (...given: Given) => void) =>
    (...given: Given) => {
      if (store.get().cursor === settled) return work(...given);
      settle();
      toast(words.lookFirst, { key: "look" });
    };
  const asked = useDecider({ action, wasSeen: payload.wasSeen, show: payload.show, approve: deciding.approve, reject: deciding.reject, approveAlone: mutations.approveAlone });
  const decider: Decider = { ...asked, approve: here(asked.approve), reject: here(asked.reject) };
  const { dialogs, ...review } = useReviewing({
    action,
    away: (id) => store.dispatch({ type: "away", ids: [id] }),
    back: (id) => store.dispatch({ type: "back", id }),
    changed: (id) => readings.changed(id),
  });
  const reviewing: Reviewing = { dialogs, ask: here(review.ask), edit: here(review.edit), snooze: here(review.snooze), take: here(review.take), assign: here(review.assign) };
  const looks = action?.state === "pending" && action.may.approve === true;
  useTaking(looks ? settled : null, open ? "opened" : "passing");

  const length = useRows(store, (rows) => shownOf(rows).length);
  const readAhead = useEffectEvent(() => {
    if (!settled) return;
    readings.want(settled);
    const shown = shownOf(store.get());
    const at = shown.findIndex(({ id }) => id === settled);
    for (const by of AHEAD) {
      const neighbour = shown[at + by];
      if (neighbour) readings.want(neighbour.id);
    }
  });
  useEffect(() => readAhead(), [settled, length]);
  const scroll = useRef<HTMLDivElement>(null);
  const began = useRef(settled);
  const follow = useEffectEvent(() => {
    came(settled);
    scroll.current?.scrollTo({ top: 0 });
    // The buttons of the one before are gone, and with them the focus of whoever used them.
    if (settled === began.current || document.activeElement !== document.body) return;
    (open ? document.getElementById("action-sentence") : document.getElementById(`row-${settled}`))?.focus({ preventScroll: true });
  });
  useEffect(() => follow(), [settled]);

  useCommands({
    approve: () => decider.approve(),
    reject: decider.reject,
    undo: deciding.undo,
    params: () => toggleAllParams(),
    ask: reviewing.ask,
    edit: reviewing.edit,
    snooze: reviewing.snooze,
    take: reviewing.take,
    assign: reviewing.assign,
  });
  return (
    <div className={cn("min-h-0 min-w-0 flex-1 flex-col bg-canvas", open ? "flex" : "hidden lg:flex")}>
      {settled ? (
        <Pane
          inFull={known}
          admin={admin}
          mutations={mutations}
          payload={payload.ref}
          seen={payload.seen}
          heading={heading}
          scroll={scroll}
          open={open}
          close={close}
          decider={decider}
          reviewing={reviewing}
          takeBack={deciding.undo}
          lookAgain={() => void readings.read(settled)}
        />
      ) : (
        <p className="m-auto p-6 text-sm text-muted">{words.none}</p>
      )}
      {decider.dialogs}
      {reviewing.dialogs}
    </div>
  );
}
