import NextAuth, { type AuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { env } from "@/lib/env";
import { Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log";
import { paths } from "@/lib/paths";
import { readSessionToken, sessionCookieName, sessionCookieOptions, signSessionToken } from "@/lib/people/session-token";
import { personOfSession, SESSION_DAYS, signOut } from "@/lib/people/sessions";
import { signIn } from "@/lib/people/sign-in";
import { visitOf } from "./visit";

/**
 * The one module that knows next-auth (v4). Its token carries only the id of a session row; `currentPerson`
 * asks the row with every request, which is what makes a session revocable.
 *
 * The sign-in page uses the verb directly. Scripts sign in over HTTP, keeping the cookies of each answer:
 *
 *     GET  /api/auth/csrf                      → {"csrfToken": "…"} and a cookie
 *     POST /api/auth/callback/credentials      (form: csrfToken, email, password, json=true)
 *                                              → 200 {"url"} and the session cookie, or 401 {"url": "…?error=<why>"}
 *
 * and then send the session cookie, with `Origin: <PUBLIC_URL>` on everything that changes something.
 */
function options(): AuthOptions {
  // v4 reads its address from here alone; PUBLIC_URL is the only source of links.
  process.env.NEXTAUTH_URL = env().PUBLIC_URL;
  return {
    secret: env().AUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_DAYS * 86_400 },
    jwt: {
      encode: ({ token }) => signSessionToken(String(token?.sid)),
      decode: async ({ token }) => {
        const sid = token && (await readSessionToken(token));
        return sid ? { sid } : null;
      },
    },
    cookies: { sessionToken: { name: sessionCookieName(), options: sessionCookieOptions() } },
    pages: { signIn: paths.signIn, error: paths.signIn, signOut: paths.profile },
    providers: [
      Credentials({
        credentials: { email: { label: "Email" }, password: { label: "Password", type: "password" } },
        authorize: async (given, request) => authorize(given, new Headers(request.headers as Record<string, string>)),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => ({ sid: user ? user.id : token.sid }),
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      signOut: async ({ token }) => {
        const person = typeof token?.sid === "string" ? await personOfSession(token.sid) : undefined;
        if (person) await signOut(person);
      },
    },
    logger: {
      error: (code, metadata) => log.warn({ code, err: metadata instanceof Error ? metadata : metadata.error }, "next-auth"),
      warn: (code) => log.debug({ code }, "next-auth"),
      debug: () => {},
    },
  };
}

const Typed = z.object({ email: z.string().max(320), password: z.string().max(1000) });

async function authorize(given: unknown, headers: Headers): Promise<{ id: string }> {
  const typed = Typed.safeParse(given);
  // What is thrown here ends in the answer's `error`.
  if (!typed.success) throw new Error("Send email and password.");
  try {
    const { id } = await signIn(typed.data.email, typed.data.password, visitOf(headers));
    return { id };
  } catch (error) {
    if (error instanceof Refusal) throw new Error(error.message, { cause: error });
    const requestId = newId();
    log.error({ err: error, requestId }, "signing in failed");
    throw new Error(`Something went wrong on our side. The reference is ${requestId}.`, { cause: error });
  }
}

type Context = { params: Promise<{ nextauth: string[] }> };

export async function authHandler(request: Request, context: Context): Promise<Response> {
  // Followed as a link, next-auth answers this one with a 500.
  if (request.method !== "POST" && new URL(request.url).pathname.endsWith("/callback/credentials")) return new Response("Sign in with a POST.\n", { status: 405, headers: { Allow: "POST" } });
  return NextAuth(request as never, context as never, options()) as Promise<Response>;
}
