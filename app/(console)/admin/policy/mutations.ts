"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { DAYS, endComparison, startShadow, startSimulation } from "@/lib/actions/comparison/compare";
import { Id } from "@/lib/ids";
import { mutation } from "@/lib/next/mutation";
import { paths } from "@/lib/paths";
import { discardDraft, draftFromVersion, draftRelaxing, importDraft, proposeDraft, publishDraft, rebaseDraft, saveDraft } from "@/lib/policy/versions-drafts";
import { confirmProposal, endProposal, restorePolicy } from "@/lib/policy/versions-proposals";

const again = () => revalidatePath(paths.admin.policy, "layout");
const Nothing = z.object({});
const Reason = z.string().max(1_000);
const Text = z.string().max(600_000);

export const saveDraftMutation = mutation(z.object({ text: Text, saves: z.int().min(0) }), saveDraft);

export const discardDraftMutation = mutation(Nothing, async (person): Promise<void> => {
  await discardDraft(person);
  again();
});

export const rebaseDraftMutation = mutation(Nothing, async (person): Promise<void> => {
  await rebaseDraft(person);
  again();
});

export const importDraftMutation = mutation(z.object({ text: Text.min(1, "Paste a policy, or choose a file.") }), async (person, { text }): Promise<void> => {
  await importDraft(person, text);
  again();
});

export const draftFromVersionMutation = mutation(z.object({ version: z.coerce.number().int() }), async (person, { version }): Promise<void> => {
  await draftFromVersion(person, version);
  again();
  redirect(paths.admin.policy);
});

export const draftRelaxingMutation = mutation(z.object({ reason: z.string().min(1).max(300) }), async (person, { reason }): Promise<void> => {
  await draftRelaxing(person, reason);
  again();
  redirect(paths.admin.policySimulation);
});

const Sent = z.object({ reason: Reason, saves: z.coerce.number().int().min(0) });

export const publishDraftMutation = mutation(Sent, async (person, sent) => {
  const published = await publishDraft(person, sent);
  again();
  return published;
});

export const proposeDraftMutation = mutation(Sent, async (person, sent): Promise<void> => {
  await proposeDraft(person, sent);
  again();
});

export const confirmProposalMutation = mutation(z.object({ id: Id }), async (person, { id }) => {
  const published = await confirmProposal(person, id);
  again();
  return published;
});

export const endProposalMutation = mutation(z.object({ id: Id, note: Reason.default("") }), async (person, given): Promise<void> => {
  await endProposal(person, given);
  again();
});

const Restore = z.object({ version: z.coerce.number().int(), expectedVersion: z.coerce.number().int(), reason: Reason });

export const restoreMutation = mutation(Restore, async (person, given): Promise<void> => {
  const { version } = await restorePolicy(person, given);
  again();
  // It loosens: it stands among the proposals, with what it loosens.
  if (version === null) redirect(paths.admin.policyPublish);
});

export const simulateMutation = mutation(z.object({ days: z.union(DAYS.map((days) => z.literal(days))) }), async (person, { days }): Promise<void> => {
  await startSimulation(person, days);
  again();
});

export const startShadowMutation = mutation(Nothing, async (person): Promise<void> => {
  await startShadow(person);
  again();
});

export const endComparisonMutation = mutation(z.object({ id: Id }), async (person, { id }): Promise<void> => {
  await endComparison(person, id);
  again();
});
