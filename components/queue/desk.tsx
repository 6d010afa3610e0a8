"use client";

import { CircleCheck, ListChecks, Play, RefreshCw, Rows2, Rows3, SearchX } from "lucide-react";
import { useCallback, useEffect, useEffectEvent, useRef, useState, type MouseEvent, type ReactNode } from "react";
import { counted, QUEUE_TITLE } from "@/components/actions/words-queue";
import type { ActionMutations } from "@/components/actions/single-action";
import { serveNext, type Trouble } from "@/components/actions/requests";
import { toast } from "@/components/ui/toast";
import { prefer, usePreferences } from "@/components/keys/preferences";
import { useCommands } from "@/components/keys/use-commands";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { LinkButton } from "@/components/ui/link-button";
import type { TabItem } from "@/components/ui/tabs";
import type { ActionInFull, QueueChoices, QueueFilters, QueueRows, QueueView } from "@/lib/actions/shown/person-view";
import { paths } from "@/lib/paths";
import { Beside } from "./beside";
import { Filters } from "./filters";
import { Readings } from "./in-full";
import { Pace } from "./pace";
import { Failed } from "./pane";
import { RowList } from "./row-list";
import { begin, shownOf } from "./rows";
import { RowsStore, useRows } from "./rows-store";
import { Together } from "./together";
import { useLiveRows } from "./use-live-rows";
import { Views } from "./views";
import { desk as words } from "./words";

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
  /** Not an auditor. */
  decides: boolean;
  mutations: ActionMutations;
  /** What an empty view says, and where more is. */
  empty: string;
  elsewhere: { href: string; label: string } | null;
  /** Above the rows of some views. */
  remark?: ReactNode;
};

/** Views of what does not wait for a decision: every row says how it stands. */
const STATES: ReadonlySet<QueueView> = new Set(["blocked", "unknown", "in-flight", "failed"]);

/** The queue as a place of work: rows on one side, the action at the cursor on the other. */
export function Desk({ view, filters, choices, tabs, first, inFull, open: begunOpen, admin, decides, mutations, empty, elsewhere, remark }: Props) {
  const narrowed = Object.keys(filters).length > 0;
  const [store] = useState(() => new RowsStore(begin(first, inFull?.id)));
  const [readings] = useState(() => new Readings(inFull ? [inFull] : []));
  const [asked, setOpen] = useState(begunOpen);
  const { dispatch } = store;
  const shown = useRows(store, shownOf);
  const more = useRows(store, ({ older }) => older !== null);
  const open = useRows(store, ({ cursor }) => cursor !== null) && asked;
  const { compact } = usePreferences();
  const { arrived, reread, readMore, reading, trouble } = useLiveRows({ view, filters }, first, store, readings);
  const heading = useRef<HTMLHeadingElement>(null);
  const field = useRef<HTMLInputElement>(null);

  const address = useCallback((id: string | null) => paths.queueOf({ view, ...filters, ...(id && { action: id }) }), [view, filters]);
  const show = useCallback(
    (id: string | null) => {
      if (!id) return;
      dispatch({ type: "go", id });
      setOpen(true);
      history.pushState(null, "", address(id));
      requestAnimationFrame(() => heading.current?.focus({ preventScroll: true }));
    },
    [dispatch, address],
  );
  const close = () => {
    if (!open) return;
    setOpen(false);
    history.pushState(null, "", address(null));
  };
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

  // Rows are drawn again when these change, so they do not.
  const press = useCallback(
    (id: string, event: MouseEvent) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      if (store.get().choosing) return dispatch({ type: "choose", id });
      // With the mouse a row comes beside the list where there is room; Enter opens it in full.
      if (event.detail > 0 && event.detail < 2 && matchMedia("(min-width: 64rem)").matches) dispatch({ type: "go", id });
      else show(id);
    },
    [store, dispatch, show],
  );
  const choose = useCallback((id: string, range: boolean) => dispatch({ type: range ? "choose-to" : "choose", id }), [dispatch]);
  // Play: the server takes the most urgent one that nobody is at, so that two who play never get the same.
  const served = useRef<string[]>([]);
  const serve = async () => {
    try {
      const { taken } = await serveNext(filters, [...served.current, ...store.get().away]);
      if (!taken) return void toast(words.nothingServed, { key: "play" });
      served.current.push(taken.id);
      show(taken.id);
    } catch (error) {
      toast((error as Trouble).message, { tone: "danger", key: "play" });
    }
  };
  const chooseHere = (range: boolean) => {
    const { cursor } = store.get();
    if (cursor) choose(cursor, range);
  };

  useCommands({
    down: () => dispatch({ type: "move", by: 1 }),
    up: () => dispatch({ type: "move", by: -1 }),
    open: () => show(store.get().cursor),
    close,
    filter: () => {
      close();
      requestAnimationFrame(() => field.current?.focus());
    },
    refresh: () => void reread(),
    ...(decides && {
      play: () => void serve(),
      choose: () => chooseHere(false),
      chooseTo: () => chooseHere(true),
    }),
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

  // Whoever has just decided the last one hears that nothing is left, and goes on from there.
  const emptied = useCallback((nothing: HTMLElement | null) => void (store.get().away.size > 0 && nothing?.focus({ preventScroll: true })), [store]);

  const { title } = QUEUE_TITLE[view];
  return (
    <div data-desk className="flex h-full min-h-0">
      <div className={cn("relative flex min-h-0 w-full min-w-0 flex-col short:overflow-y-auto border-line bg-surface lg:w-104 lg:shrink-0 lg:border-r xl:w-md", open && "hidden")}>
        <div className="flex h-12 shrink-0 items-center gap-3 px-4">
          <h1 className="text-lg font-semibold tracking-tight">{words.title}</h1>
          <Place store={store} />
          <div className="ml-auto flex items-center">
            {decides && <IconButton size="small" label={words.serve} icon={<Play aria-hidden="true" />} onClick={() => void serve()} />}
            {/* By touch there is no X, and no box before one is chosen. */}
            {decides && <IconButton size="small" label={words.select} icon={<ListChecks aria-hidden="true" />} onClick={() => dispatch({ type: "choosing" })} className="pointer-fine:hidden" />}
            <IconButton
              size="small"
              label={compact ? words.roomy : words.compact}
              icon={compact ? <Rows2 aria-hidden="true" /> : <Rows3 aria-hidden="true" />}
              onClick={() => prefer({ compact: !compact })}
              className="max-sm:hidden"
            />
            <IconButton size="small" label={words.refresh} icon={<RefreshCw aria-hidden="true" />} pending={reading} onClick={() => void reread()} />
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
              {words.arrived(counted(arrived))}
            </Button>
          )}
        </div>
        {trouble && shown.length === 0 ? (
          <Failed message={trouble.message} requestId={trouble.requestId} retry={() => void reread()} />
        ) : shown.length > 0 ? (
          <RowList
            label={title}
            store={store}
            lines={shown}
            more={more}
            compact={compact}
            states={STATES.has(view)}
            visible={!open}
            press={press}
            choose={decides ? choose : undefined}
            readMore={readMore}
          />
        ) : (
          <div ref={emptied} role="status" tabIndex={-1} className="m-4 outline-none">
            <EmptyState icon={narrowed ? <SearchX /> : <CircleCheck />} title={empty} action={elsewhere && <LinkButton href={elsewhere.href}>{elsewhere.label}</LinkButton>} />
          </div>
        )}
        <Pace store={store} />
        <Together store={store} readings={readings} />
      </div>
      <Beside
        store={store}
        readings={readings}
        admin={admin}
        mutations={mutations}
        open={open}
        close={close}
        heading={heading}
        // The address follows where the work goes on, and Back closes what was opened.
        came={(id) => asked && history.replaceState(null, "", address(id))}
      />
    </div>
  );
}

/** Which row of how many. */
function Place({ store }: { store: RowsStore }) {
  const place = useRows(store, (rows) => {
    const shown = shownOf(rows);
    const at = shown.findIndex(({ id }) => id === rows.cursor);
    return shown.length > 0 && words.place(at + 1, counted({ number: shown.length, more: Boolean(rows.older) }));
  });
  return <span className="text-xs text-muted tabular-nums">{place}</span>;
}
