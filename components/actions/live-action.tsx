"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { toast } from "@/components/ui/toast";
import { useChanges } from "./changes";
import { useRefresh } from "./use-refresh";
import { live as words } from "./words-view";

type Props = {
  /** The action, and those whose state the page shows beside it. */
  ids: readonly string[];
  revision: number;
  /** The newest event; `told` when it should be said aloud: somebody else did it. */
  news: { number: number; says: string; told: boolean };
};

/** Keeps the page of one action current, and says what others did to it under the reader's eyes. */
export function LiveAction({ ids, revision, news }: Props) {
  const refresh = useRefresh();
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [first] = useState(revision);
  useChanges((id) => {
    if (id !== null && !ids.includes(id)) return;
    clearTimeout(soon.current);
    soon.current = setTimeout(refresh, 100);
  });
  useEffect(() => () => clearTimeout(soon.current), []);

  const known = useRef(news.number);
  const heard = useEffectEvent(() => {
    if (news.number > known.current && news.told) toast(news.says);
    known.current = news.number;
  });
  useEffect(() => heard(), [news.number]);

  if (first === revision) return null;
  return (
    <Alert tone="warning" title={words.changed(revision)} live className="mb-4">
      {words.look}
    </Alert>
  );
}
