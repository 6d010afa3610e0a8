import { lookAtTarget } from "@/lib/actions/review/look";
import { Refusal } from "@/lib/errors";
import { Id } from "@/lib/ids";
import { currentPerson } from "@/lib/next/session";

/** The record that an action changes, as its target holds it; asked for once the page stands, since the target may be slow. */
export async function GET(_: Request, { params }: { params: Promise<{ actionId: string }> }): Promise<Response> {
  const person = await currentPerson();
  if (!person) return new Response(null, { status: 401 });
  const { actionId } = await params;
  if (!Id.safeParse(actionId).success) return new Response(null, { status: 404 });
  try {
    return Response.json(await lookAtTarget(person, actionId), { headers: { "Cache-Control": "no-store" } });
  } catch (error) {
    if (error instanceof Refusal && error.code === "not_found") return new Response(null, { status: 404 });
    throw error;
  }
}
