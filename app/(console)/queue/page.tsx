import type { Metadata } from "next";
import { counted, QUEUE_TITLE } from "@/components/actions/words-queue";
import { StandingIn } from "@/components/people/standing-in";
import { Desk } from "@/components/queue/desk";
import { desk } from "@/components/queue/words";
import { TextLink } from "@/components/ui/link-button";
import { allowedToday, now, queueChoices } from "@/lib/actions/desk/queries";
import { deskCounts, deskPage } from "@/lib/actions/desk/queue-desk";
import { readQueueFilters } from "@/lib/actions/desk/queue-filters";
import { actionInFull } from "@/lib/actions/review/action-page";
import { QUEUE_VIEWS, type QueueView } from "@/lib/actions/shown/person-view";
import { Id } from "@/lib/ids";
import { requirePerson } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { delegations } from "@/lib/people/delegations";
import { isAdmin } from "@/lib/people/may";
import { actionMutations } from "./[actionId]/all-mutations";

export const metadata: Metadata = { title: desk.title };

type Search = Record<string, string | string[] | undefined>;

/** For whom nothing is kept: the first of these that shows something. */
const LANDING = ["waiting", "blocked", "unknown", "in-flight", "failed"] as const satisfies readonly QueueView[];
/** Empty for whoever decides nothing. */
const OWN: ReadonlySet<QueueView> = new Set(["mine", "groups", "snoozed"]);

export default async function QueuePage({ searchParams }: { searchParams: Promise<Search> }) {
  const person = await requirePerson();
  const search = await searchParams;
  const auditor = person.role === "auditor";
  const counts = await deskCounts(person);
  const view = QUEUE_VIEWS.find((known) => known === search.view) ?? (!auditor && person.groupIds.length > 0 ? "mine" : (LANDING.find((each) => counts[each].number > 0) ?? "waiting"));
  const filters = readQueueFilters(search);
  // Before the rows, so that what comes meanwhile is told of rather than missed.
  const since = (await now()).toISOString();
  const [page, choices, standIns] = await Promise.all([deskPage(person, view, filters), queueChoices(), delegations(person.id)]);
  const asked = Id.safeParse(search.action).data;
  const at = asked ?? page.lines[0]?.id;
  const inFull = at ? await actionInFull(person, at).catch(() => null) : null;
  const narrowed = Object.keys(filters).length > 0;
  return (
    <Desk
      key={`${view} ${JSON.stringify(filters)}`}
      view={view}
      filters={filters}
      choices={choices}
      tabs={(auditor ? [...LANDING, ...QUEUE_VIEWS.filter((each) => !OWN.has(each) && !LANDING.some((one) => one === each))] : QUEUE_VIEWS).map((each) => ({
        href: paths.queueView(each),
        label: QUEUE_TITLE[each].title,
        count: counted(counts[each]),
        current: each === view,
      }))}
      first={{ ...page, since }}
      inFull={inFull}
      open={asked !== undefined && inFull !== null}
      admin={isAdmin(person)}
      decides={!auditor}
      mutations={actionMutations}
      empty={narrowed ? desk.noMatch : view === "mine" || view === "waiting" ? desk.clear(counted(await allowedToday())) : QUEUE_TITLE[view].empty}
      elsewhere={narrowed ? { href: paths.queueView(view), label: desk.unfiltered } : view === "mine" && counts.waiting.number > 0 ? { href: paths.queueView("waiting"), label: desk.others(counted(counts.waiting)) } : null}
      remark={
        view !== "failed" ? (
          <StandingIn personId={person.id} lines={standIns} />
        ) : (
          <p className="border-b border-line px-4 py-2 text-xs text-muted">
            {desk.failed.recent} <TextLink href={paths.failed}>{desk.failed.all}</TextLink>
          </p>
        )
      }
    />
  );
}
