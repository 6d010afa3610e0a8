import { Hono } from "hono";
import { z } from "zod";
import { stepUp } from "@/lib/people/step-up";
import type { PeopleEnv } from "./context";
import { bodyOf } from "./read";

/** Whoever is signed in gives their password again; `until` says how long it holds for this session. */
export const steppingUp = new Hono<PeopleEnv>();

const Password = z.strictObject({ password: z.string().min(1, "Give your password.").max(1_000) });

steppingUp.post("/step-up", async (c) => c.json({ until: (await stepUp(c.var.person, (await bodyOf(c, Password)).password)).until.toISOString() }));
