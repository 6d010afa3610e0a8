import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AgentStatement } from "@/components/actions/agent-statement";
import { Chips } from "@/components/actions/chips";
import { Conflict } from "@/components/actions/conflict";
import { DecisionBar } from "@/components/actions/decision-bar";
import { Decisions } from "@/components/actions/decisions";
import { LiveAction } from "@/components/actions/live-action";
import { Outcome } from "@/components/actions/outcome";
import { Payload } from "@/components/actions/payload";
import { Reasons } from "@/components/actions/reasons";
import { Relations } from "@/components/actions/relations";
import { Timeline } from "@/components/actions/timeline";
import { eventWords } from "@/components/actions/timeline-words";
import { UnknownOutcome } from "@/components/actions/unknown-outcome";
import { Told } from "@/components/notifications/told";
import { FlaggedText } from "@/components/ui/flagged-text";
import { PageHeader } from "@/components/ui/page-header";
import { actionInFull } from "@/lib/actions/action-page";
import type { ActionInFull } from "@/lib/actions/person-view";
import { deliveriesOfAction } from "@/lib/deliveries/queries";
import { Refusal } from "@/lib/errors";
import { Id } from "@/lib/ids";
import { requirePerson } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { isAdmin } from "@/lib/people/may";
import { approveAction, cancelAction, rejectAction, releaseAction, probeAction, retryAction, settleAction, takeBackApproval } from "./mutations";

export const metadata: Metadata = { title: "Action" };

const mutations = { approve: approveAction, reject: rejectAction, takeBack: takeBackApproval, cancel: cancelAction, release: releaseAction, settle: settleAction, retry: retryAction };

function newsOf({ timeline }: ActionInFull) {
  const last = timeline.at(-1);
  if (!last) return { number: 0, says: "", told: false };
  return { number: last.number, says: `${last.who.name} ${eventWords(last.type, last.who.kind)}.`, told: last.who.kind === "person" && !last.who.mine };
}

export default async function ActionPage({ params }: { params: Promise<{ actionId: string }> }) {
  const person = await requirePerson();
  const { actionId } = await params;
  if (!Id.safeParse(actionId).success) notFound();
  const [action, told] = await Promise.all([actionInFull(person, actionId), deliveriesOfAction(actionId)]).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === "not_found") notFound();
    throw error;
  });
  const open = action.state === "pending" || action.state === "blocked";
  return (
    <>
      <LiveAction key={action.id} ids={[action.id, ...(action.undoes ? [action.undoes.id] : []), ...action.undoneBy.map(({ id }) => id)]} revision={action.revision} news={newsOf(action)} />
      <PageHeader back={open ? { href: paths.queue, label: "Queue" } : { href: paths.history, label: "History" }} title={<FlaggedText text={action.summary} />} />
      <div className="-mt-3 mb-5">
        <Chips action={action} />
      </div>
      <Relations action={action} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem] xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="flex min-w-0 flex-col gap-4">
          {action.known && (
            <UnknownOutcome known={action.known} seen={{ id: action.id, revision: action.revision }} ask={probeAction} refused={typeof action.may.settle === "string" ? action.may.settle : undefined} />
          )}
          <Conflict action={action} admin={isAdmin(person)} />
          <Outcome action={action} />
          <Reasons action={action} />
          <Payload action={action} />
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
          <Told deliveries={told} admin={isAdmin(person)} />
        </div>
      </div>
      <DecisionBar key={`${action.id} ${action.revision}`} action={action} mutations={mutations} />
    </>
  );
}
