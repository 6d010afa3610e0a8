"use client";

import { Laptop } from "lucide-react";
import { useActionState } from "react";
import { MutationErrors } from "@/components/mutation-errors";
import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Mutation } from "@/lib/next/mutation-state";
import { deviceOf } from "./device";
import { sessionList as words } from "./words-account";

/** One open session; times in ISO 8601. */
export type SessionLine = { id: string; createdAt: string; lastSeenAt: string; userAgent: string | null; ip: string | null; current: boolean };

export function SessionList({ sessions, revoke }: { sessions: SessionLine[]; revoke: Mutation<void> }) {
  const [state, act] = useActionState(revoke, null);
  return (
    <>
      <MutationErrors state={state} />
      <ul className="divide-y divide-line">
        {sessions.map((session) => (
          <li key={session.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3 first:pt-0 last:pb-0">
            <Laptop aria-hidden="true" className="size-5 shrink-0 text-muted" />
            <div className="min-w-0 flex-1 text-sm">
              <p className="flex flex-wrap items-center gap-2 font-medium">
                {deviceOf(session.userAgent)}
                {session.current && <Badge tone="success">{words.current}</Badge>}
              </p>
              <p className="text-muted">
                {session.ip && <>{session.ip} · </>}
                {words.lastUsed} <Time at={session.lastSeenAt} show="relative" /> · {words.signedIn} <Time at={session.createdAt} show="absolute" />
              </p>
            </div>
            {!session.current && (
              <form action={act}>
                <input type="hidden" name="sessionId" value={session.id} />
                <SubmitButton variant="secondary" size="small" aria-label={words.endOf(deviceOf(session.userAgent))}>
                  {words.end}
                </SubmitButton>
              </form>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Ends every session but the one that presses it. */
export function RevokeOthers({ revoke, others }: { revoke: Mutation<number>; others: number }) {
  const [state, act] = useActionState(revoke, null);
  return (
    <form action={act} className="flex flex-wrap items-center justify-end gap-3">
      <span role="status" className="text-sm text-muted">
        {state && (state.ok ? words.ended(state.value) : state.message)}
      </span>
      <SubmitButton variant="secondary" disabledReason={others === 0 ? words.noOthers : undefined}>
        {words.endOthers}
      </SubmitButton>
    </form>
  );
}
