import { env } from "@/lib/env";
import { Refusal } from "@/lib/errors";

/**
 * For route handlers that change something: refuses what another site made a browser send. (Mutations need no
 * call: Next compares their Origin itself.) `Sec-Fetch-Site` cannot be forged by a page; a client without it
 * names our address in `Origin`. @throws Refusal `not_permitted`
 */
export function requireSameOrigin(request: Request): void {
  const site = request.headers.get("sec-fetch-site");
  if (site === "same-origin") return;
  const origin = request.headers.get("origin");
  // Node's fetch sends no Sec-Fetch-Site and no Origin: scripts set Origin themselves.
  if ((site === null || site === "none") && origin === new URL(env().PUBLIC_URL).origin) return;
  throw new Refusal("not_permitted", `Requests that change something come from ${new URL(env().PUBLIC_URL).origin}. A script sends that address as its Origin header.`);
}
