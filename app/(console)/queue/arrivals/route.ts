import type { NextRequest } from "next/server";
import { z } from "zod";
import { QUEUE_VIEWS } from "@/lib/actions/person-view";
import { arrivedSince } from "@/lib/actions/queries";
import { currentPerson } from "@/lib/next/session";

const Asked = z.object({ view: z.enum(QUEUE_VIEWS), since: z.iso.datetime().transform((text) => new Date(text)) });

/** How many have come into a view of the queue since a page of it was read. */
export async function GET(request: NextRequest): Promise<Response> {
  if (!(await currentPerson())) return new Response(null, { status: 401 });
  const asked = Asked.safeParse(Object.fromEntries(request.nextUrl.searchParams));
  if (!asked.success) return new Response(null, { status: 400 });
  return Response.json(await arrivedSince(asked.data.view, asked.data.since), { headers: { "Cache-Control": "no-store" } });
}
