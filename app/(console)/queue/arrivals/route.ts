import { z } from "zod";
import { deskArrived } from "@/lib/actions/desk/queue-desk";
import { readQueueFilters } from "@/lib/actions/desk/queue-filters";
import { QUEUE_VIEWS } from "@/lib/actions/shown/person-view";
import { Refusal } from "@/lib/errors";
import { reading } from "@/lib/next/reading";

const Asked = z.object({ view: z.enum(QUEUE_VIEWS), since: z.iso.datetime().transform((text) => new Date(text)) });

/** How many have come into a view of the queue since a page of it was read. */
export const GET = reading(async (person, search) => {
  const asked = Asked.safeParse(search);
  if (!asked.success) throw new Refusal("invalid", "Name a view and since when, as the queue's page does.");
  return deskArrived(person, asked.data.view, asked.data.since, readQueueFilters(search));
});
