import { NextResponse, type NextRequest } from "next/server";

/** Tells layouts which page was asked for, so that signing in leads back to it. See lib/next/session.ts. */
export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers);
  headers.set("x-countersign-path", request.nextUrl.pathname + request.nextUrl.search);
  return NextResponse.next({ request: { headers } });
}

export const config = { matcher: "/((?!api/|_next/|problems/|.*\\.[a-z0-9]+$).*)" };
