import type { HttpBindings } from "@hono/node-server";
import type { Ahead } from "@/lib/actions/decide";
import type { Person } from "@/lib/actor";

/** What middleware leaves for the routes of signed-in people. */
export type PeopleEnv = { Bindings: Partial<HttpBindings>; Variables: { requestId: string; person: Person; ahead?: Ahead } };
