"use client";

import { ChevronLeft, Link2, RotateCw } from "lucide-react";
import Link from "next/link";
import { useCallback, useEffect, useRef, type Ref } from "react";
import { ActionView } from "@/components/actions/action-view";
import { Chips } from "@/components/actions/chips";
import { DecisionBar } from "@/components/actions/decision-bar";
import type { ActionMutations } from "@/components/actions/single-action";
import type { Decider } from "@/components/actions/use-decider";
import type { Reviewing } from "@/components/actions/use-reviewing";
import { Button } from "@/components/ui/button";
import { buttonClasses } from "@/components/ui/button-styles";
import { cn } from "@/components/ui/cn";
import { FlaggedText } from "@/components/ui/flagged-text";
import { paths } from "@/lib/paths";
import type { InFull } from "./in-full";
import { PaneSkeleton } from "./pane-skeleton";
import { pane as words } from "./words";

type Props = {
  inFull: InFull;
  admin: boolean;
  mutations: ActionMutations;
  payload: Ref<HTMLDivElement>;
  /** The payload has been on the screen. */
  seen: boolean;
  heading: Ref<HTMLHeadingElement>;
  scroll: Ref<HTMLDivElement>;
  /** It has the whole room. */
  open: boolean;
  close: () => void;
  decider: Decider;
  reviewing: Reviewing;
  takeBack: () => void;
  lookAgain: () => void;
};

/** The action at the cursor, beside the list or in its place. */
export function Pane({ inFull: { action, trouble }, admin, mutations, payload, seen, heading, scroll, open, close, decider, reviewing, takeBack, lookAgain }: Props) {
  const take = useRef(reviewing.take);
  useEffect(() => {
    take.current = reviewing.take;
  });
  // The same for good, so that what is long is drawn again only with another action.
  const takeOver = useCallback(() => take.current(), []);
  if (trouble && !action) return <Failed message={trouble.message} requestId={trouble.requestId} retry={lookAgain} />;
  if (!action) return <PaneSkeleton />;
  const Heading = open ? "h1" : "h2";
  return (
    <article aria-labelledby="action-sentence" data-action={action.id} data-seen={seen || undefined} className="flex min-h-0 flex-1 flex-col short:overflow-y-auto">
      <div ref={scroll} className="min-h-0 flex-1 overflow-y-auto overscroll-contain short:flex-none short:overflow-visible">
        <div className={cn("mx-auto w-full px-4 pt-4 pb-6 sm:px-6", open ? "max-w-7xl" : "max-w-4xl")}>
          {open && (
            <Button variant="ghost" size="small" icon={<ChevronLeft aria-hidden="true" />} onClick={close} className="-ml-2.5 mb-1">
              {words.back}
            </Button>
          )}
          <div className="flex items-start gap-2">
            <Heading id="action-sentence" ref={heading} tabIndex={-1} className="min-w-0 flex-1 text-xl font-semibold tracking-tight text-balance">
              <FlaggedText text={action.summary} />
            </Heading>
            <Link href={paths.action(action.id)} prefetch={false} aria-label={words.ownPage} title={words.ownPage} className={cn(buttonClasses({ variant: "ghost", size: "small", icon: true }), "-mr-1.5")}>
              <Link2 aria-hidden="true" />
            </Link>
          </div>
          <div className="mt-3 mb-5">
            <Chips action={action} />
          </div>
          <ActionView action={action} admin={admin} probe={mutations.probe} payload={payload} takeOver={takeOver} />
        </div>
      </div>
      <DecisionBar
        key={`${action.id} ${action.revision}`}
        action={action}
        mutations={mutations}
        seen={seen}
        approve={decider.approve}
        reject={decider.reject}
        takeBack={takeBack}
        reviewing={reviewing}
        lookAgain={lookAgain}
        className="sm:px-6"
      />
    </article>
  );
}

export function Failed({ message, requestId, retry }: { message: string; requestId: string | null; retry: () => void }) {
  return (
    <div role="alert" className="m-auto flex max-w-sm flex-col items-center gap-3 p-6 text-center text-sm">
      <p className="text-base font-medium">{message}</p>
      {requestId && (
        <p className="text-muted">
          {words.request} <code className="font-mono text-ink">{requestId}</code>
        </p>
      )}
      <Button icon={<RotateCw aria-hidden="true" />} onClick={retry}>
        {words.retry}
      </Button>
    </div>
  );
}
