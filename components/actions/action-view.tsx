"use client";

import { memo, type ReactNode, type Ref } from "react";
import type { ActionInFull } from "@/lib/actions/shown/person-view";
import type { ProbeView } from "@/lib/actions/recovery/recovery-view";
import type { Mutation } from "@/lib/next/mutation-state";
import { AgentStatement } from "./agent-statement";
import { Conflict } from "./conflict";
import { Decisions } from "./decisions";
import { Outcome } from "./outcome";
import { Payload } from "./payload";
import { Questions } from "./questions";
import { Precedent } from "./precedent";
import { Reasons } from "./reasons";
import { Relations } from "./relations";
import { AssignedLine, TakenLine } from "./taken-line";
import { Timeline } from "./timeline";
import { UnknownOutcome } from "./unknown-outcome";

type Props = {
  action: ActionInFull;
  admin: boolean;
  /** Asks the target what became of an unknown outcome. */
  probe: Mutation<ProbeView>;
  /** Around the payload: what must have been on the screen before an approval. */
  payload: Ref<HTMLDivElement>;
  takeOver: () => void;
  /** More in the second column. */
  beside?: ReactNode;
};

/** All about an action, in the order in which somebody decides; beside each other where there is room. */
export const ActionView = memo(function ActionView({ action, admin, probe, payload, takeOver, beside }: Props) {
  const { settle } = action.may;
  return (
    <div className="@container">
      <TakenLine action={action} takeOver={takeOver} />
      <AssignedLine action={action} />
      <Relations action={action} />
      <div className="grid items-start gap-4 @4xl:grid-cols-[minmax(0,1fr)_20rem] @6xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="flex min-w-0 flex-col gap-4">
          {action.known && (
            <UnknownOutcome known={action.known} seen={{ id: action.id, revision: action.revision }} ask={probe} refused={typeof settle === "string" ? settle : undefined} />
          )}
          <Conflict action={action} admin={admin} />
          <Outcome action={action} />
          <Reasons action={action} />
          <div ref={payload} className="min-w-0">
            <Payload action={action} />
          </div>
          {action.state === "pending" && <Precedent key={`${action.id} ${action.revision}`} actionId={action.id} />}
          <Questions action={action} />
          {action.statement && (
            <AgentStatement
              statement={action.statement}
              who={action.rollback && action.requestedBy ? { kind: "person", name: action.requestedBy } : { kind: "agent", name: action.agent.name }}
            />
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Decisions action={action} />
          <Timeline actionId={action.id} events={action.timeline} />
          {beside}
        </div>
      </div>
    </div>
  );
});
