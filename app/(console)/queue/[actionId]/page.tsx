import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Chips } from "@/components/actions/chips";
import { LiveAction } from "@/components/actions/live-action";
import { SingleAction } from "@/components/actions/single-action";
import { eventWords } from "@/components/actions/words-timeline";
import { page as words } from "@/components/actions/words-view";
import { Told } from "@/components/notifications/told";
import { FlaggedText } from "@/components/ui/flagged-text";
import { PageHeader } from "@/components/ui/page-header";
import { actionInFull } from "@/lib/actions/review/action-page";
import type { ActionInFull } from "@/lib/actions/shown/person-view";
import { deliveriesOfAction } from "@/lib/deliveries/queries";
import { Refusal } from "@/lib/errors";
import { Id } from "@/lib/ids";
import { requirePerson } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { isAdmin } from "@/lib/people/may";
import { actionMutations } from "./all-mutations";

export const metadata: Metadata = { title: words.title };

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
      <PageHeader back={open ? { href: paths.queue, label: words.toQueue } : { href: paths.history, label: words.toHistory }} title={<FlaggedText text={action.summary} />} />
      <div className="-mt-3 mb-5">
        <Chips action={action} />
      </div>
      <SingleAction key={`${action.id} ${action.revision}`} action={action} admin={isAdmin(person)} mutations={actionMutations} beside={<Told deliveries={told} admin={isAdmin(person)} />} />
    </>
  );
}
