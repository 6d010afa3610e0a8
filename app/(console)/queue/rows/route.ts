import { z } from "zod";
import { now } from "@/lib/actions/desk/queries";
import { deskLines, deskPage } from "@/lib/actions/desk/queue-desk";
import { readQueueFilters } from "@/lib/actions/desk/queue-filters";
import { QUEUE_VIEWS } from "@/lib/actions/shown/person-view";
import { Id } from "@/lib/ids";
import { reading } from "@/lib/next/reading";

const MOST = 200;
const Ids = z.string().transform((text) => text.split(",")).pipe(z.array(Id).max(MOST));
const Size = z.coerce.number().int().min(1).max(MOST).catch(MOST);

/** Rows of the queue: a page of a view, or those asked for by `ids`, as they are now. */
export const GET = reading(async (person, search) => {
  const since = (await now()).toISOString();
  const ids = Ids.safeParse(search.ids);
  if (ids.success) return { lines: await deskLines(person, ids.data), older: null, since };
  const view = QUEUE_VIEWS.find((known) => known === search.view) ?? "waiting";
  return { ...(await deskPage(person, view, readQueueFilters(search), search.after, Size.parse(search.size))), since };
});
