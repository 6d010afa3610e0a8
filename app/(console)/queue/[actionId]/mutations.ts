"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { cancel } from "@/lib/actions/cancel";
import { approve } from "@/lib/actions/decide";
import { probe } from "@/lib/actions/recovery/probe";
import { release } from "@/lib/actions/release";
import { retry } from "@/lib/actions/retry";
import { rollBack } from "@/lib/actions/roll-back";
import type { ActionRow } from "@/lib/actions/row";
import { settle, SETTLEMENTS } from "@/lib/actions/settle";
import type { Probe } from "@/lib/connectors/types";
import { Id } from "@/lib/ids";
import { mutation } from "@/lib/next/mutation";
import { paths } from "@/lib/paths";

const note = z.string().max(2_000, "is at most 2,000 characters").default("");
const id = Id;
const revision = z.coerce.number().int().positive();
/** What the person had before them: a decision on anything else is refused. */
const payloadHash = z.string().regex(/^[0-9a-f]{64}$/);

const Seen = z.object({ id, revision, note });
const Decision = Seen.extend({ payloadHash, password: z.string().max(1_000).optional(), fact: z.string().max(500).optional() });

/** Nothing of the row leaves: the page is read again. */
async function done(verb: Promise<ActionRow>): Promise<null> {
  await verb;
  revalidatePath("/", "layout");
  return null;
}

export const approveAction = mutation(Decision, (person, decision) => done(approve(person, { ...decision, channel: "web" })));

export const cancelAction = mutation(Seen, (person, seen) => done(cancel(person, seen)));

export const releaseAction = mutation(Seen, (person, seen) => done(release(person, seen)));

export const settleAction = mutation(Seen.extend({ note: note.refine((text) => text.trim() !== "", "say how you know"), as: z.enum(SETTLEMENTS, "choose what became of it") }), (person, settlement) => done(settle(person, settlement)));

/** What the target says of it; asked by this person, on the record. */
export const probeAction = mutation(z.object({ id, revision }), async (person, seen): Promise<Probe> => {
  const found = await probe(person, seen);
  revalidatePath("/", "layout");
  return found;
});

export const retryAction = mutation(Seen, (person, seen) => done(retry(person, seen)));

/** Leads on to the rollback, which is an action of its own. */
export const rollBackAction = mutation(Seen.extend({ force: z.literal("on").optional() }), async (person, { force, ...seen }): Promise<null> => {
  const rollback = await rollBack(person, { ...seen, force: force === "on" });
  revalidatePath("/", "layout");
  redirect(paths.action(rollback.id));
});
