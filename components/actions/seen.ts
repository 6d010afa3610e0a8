import type { ActionInFull } from "@/lib/actions/shown/person-view";

/** What a decision names: the action, the revision and the payload that were on the page. */
export const seenOf = ({ id, revision, payloadHash }: Pick<ActionInFull, "id" | "revision" | "payloadHash">) => ({ id, revision, payloadHash });
export type Seen = ReturnType<typeof seenOf>;
