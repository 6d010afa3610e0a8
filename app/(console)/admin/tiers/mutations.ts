"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { Refusal } from "@/lib/errors";
import { mutation } from "@/lib/next/mutation";
import { paths } from "@/lib/paths";
import { listPolicyVersions, publishPolicy } from "@/lib/policy/versions";

const Publish = z.object({ document: z.unknown(), reason: z.string().max(1_000), expectedVersion: z.int().min(0) });

export const publishMutation = mutation(Publish, async (person, given) => {
  const published = await publishPolicy(person, given);
  revalidatePath(paths.admin.tiers);
  return published;
});

const Restore = z.object({ version: z.coerce.number().int(), expectedVersion: z.coerce.number().int(), reason: z.string().max(1_000) });

export const restoreMutation = mutation(Restore, async (person, { version, expectedVersion, reason }): Promise<void> => {
  const old = (await listPolicyVersions(1_000)).find((known) => known.version === version);
  if (!old) throw new Refusal("not_found", `There is no version ${version}. Reload the page.`);
  await publishPolicy(person, { document: old.document, reason, expectedVersion });
  revalidatePath(paths.admin.tiers);
});
