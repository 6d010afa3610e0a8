"use client";

import { CircleCheck, Play, RefreshCw, Rows2, Rows3 } from "lucide-react";
import { useDeferredValue, useEffect, useEffectEvent, useReducer, useRef, useState, type MouseEvent, type ReactNode } from "react";
import { counted, QUEUE_TITLE } from "@/components/actions/queue-words";
import type { ActionMutations } from "@/components/actions/single-action";
import { useDecider } from "@/components/actions/use-decider";
import { useOnScreen } from "@/components/actions/use-on-screen";
import { useReviewing } from "@/components/actions/use-reviewing";
import { useTaking } from "@/components/actions/use-taking";
import { serveNext, type Trouble } from "@/components/actions/requests";
import { toggleAllParams } from "@/components/payload/toggle-params";
import { toast } from "@/components/ui/toast";
import { prefer, usePreferences } from "@/components/keys/preferences";
import { useCommands } from "@/components/keys/use-commands";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import type { TabItem } from "@/components/ui/tabs";
import type { ActionInFull, QueueChoices, QueueFilters, QueueRows, QueueView } from "@/lib/actions/person-view";
import { paths } from "@/lib/paths";
import { Filters } from "./filters";
import { Readings, useInFull } from "./in-full";
import { Failed, Pane } from "./pane";
import { RowList } from "./row-list";
import { begin, shownOf, step } from "./rows";
import { Together } from "./together";
import { useDeciding } from "./use-deciding";
import { useLiveRows } from "./use-live-rows";
import { Views } from "./views";

type Props = {
  view: QueueView;
  filters: QueueFilters;
  choices: QueueChoices;
  tabs: readonly TabItem[];
  first: QueueRows;
  /** The action at the cursor, so that the first painting shows it whole. */
  inFull: ActionInFull | null;
  /** It was asked for by the address: in full. */
  open: boolean;
  admin: boolean;
  mutations: ActionMutations;
  /** What an empty view says. */
  empty: string;
  /** Above the rows of some views. */
  remark?: ReactNode;
};

/** The queue as a place of work: rows on one side, the action at the cursor on the other. */
export function Desk({ view, filters, choices, tabs, first, inFull, open: begunOpen, admin, mutations, empty, remark }: Props) {
  const [rows, dispatch] = useReducer(step, undefined, () => begin(first, inFull?.id));
  const [readings] = useState(() => new Readings(inFull ? [inFull] : []));
  const [asked, setOpen] = useState(begunOpen);
  const open = asked && rows.cursor !== null;
  const { compact } = usePreferences();
  const where = { view, filters };
  const { arrived, reread, readMore, reading, trouble } = useLiveRows(where, first, rows, dispatch, readings);
  const deciding = useDeciding(dispatch, readings);

  const shown = shownOf(rows);
  const { cursor } = rows;
  // The row is marked at once; what stands beside it may follow a moment later.
  const beside = useDeferredValue(cursor);
  const known = useInFull(readings, beside);
  const action = beside === cursor ? known.action : null;
  const payload = useOnScreen(known.action ? `${known.action.id} ${known.action.revision}` : "");
  const heading = useRef<HTMLHeadingElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const decider = useDecider({ action, wasSeen: payload.wasSeen, show: payload.show, approve: deciding.approve, reject: deciding.reject, approveAlone: mutations.approveAlone });

  const reviewing = useReviewing({
    action,
    away: (id) => dispatch({ type: "away", ids: [id] }),
    back: (id) => dispatch({ type: "back", id }),
    changed: (id) => readings.changed(id),
  });
  const { dialogs: reviewDialogs, ...reviewCommands } = reviewing;
  const looks = action?.state === "pending" && action.may.reject === true;
  useTaking(looks ? cursor : null, open ? "opened" : "passing");

  // Read ahead: whoever goes on finds the next ones there.
  const ahead = useEffectEvent(() => {
    const at = shown.findIndex(({ id }) => id === cursor);
    if (cursor) readings.want(cursor);
    for (const by of [1, 2, -1, 3]) {
      const neighbour = shown[at + by];
      if (neighbour) readings.want(neighbour.id);
    }
  });
  useEffect(() => ahead(), [cursor, shown.length]);

  const address = (id: string | null) => paths.queueOf({ view, ...filters, ...(id && { action: id }) });
  const show = (id: string | null) => {
    if (!id) return;
    dispatch({ type: "go", id });
    readings.want(id);
    setOpen(true);
    history.pushState(null, "", address(id));
    requestAnimationFrame(() => heading.current?.focus({ preventScroll: true }));
  };
  const close = () => {
    if (!open) return;
    setOpen(false);
    history.pushState(null, "", address(null));
  };
  // The address follows where the work goes on, and Back closes what was opened.
  const follow = useEffectEvent(() => {
    if (asked) history.replaceState(null, "", address(cursor));
    document.querySelector("[data-desk] [data-scroll]")?.scrollTo({ top: 0 });
  });
  useEffect(() => follow(), [cursor]);
  const back = useEffectEvent(() => {
    const id = new URLSearchParams(location.search).get("action");
    if (id) dispatch({ type: "go", id });
    setOpen(id !== null);
  });
  useEffect(() => {
    const listener = () => back();
    addEventListener("popstate", listener);
    return () => removeEventListener("popstate", listener);
  }, []);

  const press = (id: string, event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    // With the mouse a row comes beside the list where there is room; Enter opens it in full.
    if (event.detail > 0 && event.detail < 2 && matchMedia("(min-width: 64rem)").matches) dispatch({ type: "go", id });
    else show(id);
  };
  // Play: the server takes the most urgent one that nobody is at, so that two who play never get the same.
  const served = useRef<string[]>([]);
  const serve = async () => {
    try {
      const { taken } = await serveNext(filters, [...served.current, ...rows.away]);
      if (!taken) return void toast("Nothing is left for you here.", { key: "play" });
      served.current.push(taken.id);
      show(taken.id);
    } catch (error) {
      toast((error as Trouble).message, { tone: "danger", key: "play" });
    }
  };
  const choose = (id: string, range: boolean) => dispatch({ type: range ? "choose-to" : "choose", id });

  useCommands({
    down: () => dispatch({ type: "move", by: 1 }),
    up: () => dispatch({ type: "move", by: -1 }),
    open: () => show(cursor),
    close,
    filter: () => {
      close();
      requestAnimationFrame(() => field.current?.focus());
    },
    refresh: () => void reread(),
    approve: () => decider.approve(),
    reject: decider.reject,
    undo: deciding.undo,
    params: () => toggleAllParams(),
    play: () => void serve(),
    ...reviewCommands,
    choose: () => cursor && choose(cursor, false),
    chooseTo: () => cursor && choose(cursor, true),
  });
  const escape = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("[data-state=open][role=dialog]")) return;
    if (open) close();
    else dispatch({ type: "choose-none" });
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => escape(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, []);

  const { title } = QUEUE_TITLE[view];
  const at = shown.findIndex(({ id }) => id === cursor);
  return (
    <div data-desk className="flex h-full min-h-0">
      <div className={cn("relative flex min-h-0 w-full min-w-0 flex-col border-line bg-surface lg:w-104 lg:shrink-0 lg:border-r xl:w-md", open && "hidden")}>
        <div className="flex h-12 shrink-0 items-center gap-3 px-4">
          <h1 className="text-lg font-semibold tracking-tight">Queue</h1>
          <span className="text-xs text-muted tabular-nums">{shown.length > 0 && `${at + 1} of ${shown.length.toLocaleString("en")}${rows.older ? "+" : ""}`}</span>
          <div className="ml-auto flex items-center">
            <IconButton size="small" label="Serve me the next one" icon={<Play aria-hidden="true" />} onClick={() => void serve()} />
            <IconButton
              size="small"
              label={compact ? "Roomy rows" : "Compact rows"}
              icon={compact ? <Rows2 aria-hidden="true" /> : <Rows3 aria-hidden="true" />}
              onClick={() => prefer({ compact: !compact })}
              className="max-sm:hidden"
            />
            <IconButton size="small" label="Read again" icon={<RefreshCw aria-hidden="true" />} pending={reading} onClick={() => void reread()} />
          </div>
        </div>
        <div className="px-4 pb-2">
          <Filters key={JSON.stringify(filters)} view={view} filters={filters} choices={choices} field={field} leave={() => field.current?.blur()} />
        </div>
        <Views items={tabs} />
        {remark}
        <div role="status" className="pointer-events-none absolute inset-x-0 top-34 z-20 flex justify-center">
          {arrived.number > 0 && (
            <Button variant="primary" size="small" pending={reading} icon={<RefreshCw aria-hidden="true" />} onClick={() => void reread()} className="pointer-events-auto rounded-full shadow-md">
              {counted(arrived)} new
            </Button>
          )}
        </div>
        {trouble && shown.length === 0 ? (
          <Failed message={trouble.message} requestId={trouble.requestId} retry={() => void reread()} />
        ) : shown.length > 0 ? (
          <RowList
            label={title}
            lines={shown}
            more={rows.older !== null}
            cursor={cursor}
            chosen={rows.chosen}
            notes={rows.notes}
            compact={compact}
            states={view === "in-flight"}
            visible={!open}
            press={press}
            choose={choose}
            readMore={readMore}
          />
        ) : (
          <EmptyState icon={<CircleCheck />} title={empty} className="m-4" />
        )}
        <Together chosen={shown.filter(({ id }) => rows.chosen.has(id))} dispatch={dispatch} readings={readings} />
      </div>
      <div className={cn("min-h-0 min-w-0 flex-1 flex-col bg-canvas", open ? "flex" : "hidden lg:flex")}>
        {cursor ? (
          <Pane
            inFull={known}
            admin={admin}
            mutations={mutations}
            payload={payload.ref}
            seen={payload.seen}
            heading={heading}
            open={open}
            close={close}
            decider={decider}
            reviewing={reviewing}
            takeBack={deciding.undo}
            lookAgain={() => void (beside && readings.read(beside))}
          />
        ) : (
          <p className="m-auto p-6 text-sm text-muted">Nothing is selected.</p>
        )}
      </div>
      {decider.dialogs}
      {reviewDialogs}
    </div>
  );
}
