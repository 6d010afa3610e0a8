import type { Person } from "@/lib/actor";
import type { Policy } from "@/lib/policy/types";
import { checkDraft, draftOf } from "@/lib/policy/versions-drafts";
import { ownDraftWords as text } from "@/components/policy/words";

/** A person's draft as the later steps need it: the policy, or why it cannot be used now. */
export async function ownDraft(person: Person): Promise<{ policy: Policy | null; not: string | undefined }> {
  const draft = await draftOf(person);
  const { policy, faults } = await checkDraft(draft.text);
  // A failing test keeps a policy from being published, not from being tried.
  if (!policy) return { policy: null, not: text.faulty(faults.length) };
  return { policy, not: draft.savedAt === null ? text.unchanged : undefined };
}
