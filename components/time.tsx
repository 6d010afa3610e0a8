"use client";

import { Hourglass } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { useNow } from "@/components/ui/use-now";
import { absolute, ago, remaining, utc } from "./time-words";
import { roughly } from "./words";
import { countdown as words } from "./words-shared";

type TimeProps = {
  /** ISO 8601. */
  at: string;
  /** Which to show; both unless told. */
  show?: "both" | "relative" | "absolute";
  className?: string;
};

/** A moment: how long ago, and when in the viewer's zone; UTC on hover. The server, which knows no zone, says UTC. */
export function Time({ at, show = "both", className }: TimeProps) {
  const now = useNow("half-minute");
  const date = new Date(at);
  return (
    <time dateTime={at} title={utc(date)} className={cn("whitespace-nowrap", className)}>
      {now === null ? (
        utc(date)
      ) : (
        <>
          {/* The shared clock may be half a minute behind what has just happened. */}
          {show !== "absolute" && ago(date, date.getTime() - now < 30_000 ? Math.max(now, date.getTime()) : now)}
          {show === "both" && <span className="text-muted"> · </span>}
          {show !== "relative" && <span className={show === "both" ? "text-muted" : undefined}>{absolute(date, now)}</span>}
        </>
      )}
    </time>
  );
}

/** For how long something has lasted, about: "8 min". Before the browser has a clock, since when. */
export function Elapsed({ since }: { since: string }) {
  const now = useNow("half-minute");
  const date = new Date(since);
  return (
    <time dateTime={since} title={utc(date)} className="whitespace-nowrap">
      {now === null ? utc(date) : roughly(Math.max(0, Math.round((now - date.getTime()) / 1000)))}
    </time>
  );
}

type CountdownProps = {
  /** ISO 8601. */
  until: string;
  /** What to say once it has passed. */
  past?: string;
  /** Seconds before the end from which it is marked as urgent. */
  urgentWithin?: number;
  className?: string;
};

/** Time left, by the second in the last hour. Not announced as it ticks. */
export function Countdown({ until, past = words.past, urgentWithin = 900, className }: CountdownProps) {
  const date = new Date(until);
  const coarse = useNow("half-minute");
  const near = coarse !== null && date.getTime() - coarse < 3_660_000;
  const fine = useNow(near ? "second" : "half-minute");
  const now = fine ?? coarse;
  const left = now === null ? null : date.getTime() - now;
  const urgent = left !== null && left <= urgentWithin * 1000;
  return (
    <time
      dateTime={until}
      title={utc(date)}
      className={cn("inline-flex items-center gap-1 whitespace-nowrap", urgent && "font-medium text-danger-ink", className)}
    >
      {urgent && <Hourglass aria-hidden="true" className="size-3.5 shrink-0" />}
      {left === null ? words.by(utc(date)) : left <= 0 ? past : words.left(remaining(left))}
    </time>
  );
}
