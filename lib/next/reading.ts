import { NextResponse, type NextRequest } from "next/server";
import type { Person } from "@/lib/actor";
import { Refusal } from "@/lib/errors";
import { problemOf } from "@/lib/http/problem";
import { requestId } from "./visit";
import { currentPerson } from "./session";

type Context<Params> = { params: Promise<Params> };

/**
 * A route that a page of ours reads JSON from, as whoever is signed in. Refusals and faults are problems (RFC 9457)
 * with the request's id, as everywhere.
 */
export function reading<Value, Params = object>(read: (person: Person, search: Record<string, string>, params: Params) => Promise<Value>) {
  return async (request: NextRequest, { params }: Context<Params>): Promise<Response> => {
    try {
      const person = await currentPerson();
      if (!person) throw new Refusal("unauthenticated", "You are not signed in any more. Sign in again, then repeat this.");
      const value = await read(person, Object.fromEntries(request.nextUrl.searchParams), await params);
      return NextResponse.json(value, { headers: { "Cache-Control": "no-store" } });
    } catch (error) {
      return problemOf(error, await requestId());
    }
  };
}
