import { z } from "zod";
import { Id } from "@/lib/ids";

export const QUEUES = { execute: "execute", compare: "compare" } as const;

/** I4: a job carries ids and nothing else; what is done is read from the tables. */
export const ExecuteJob = z.strictObject({ ids: z.array(Id).min(1).max(100) });
export type ExecuteJob = z.infer<typeof ExecuteJob>;

/** A simulation that waits for a worker. */
export const CompareJob = z.strictObject({ id: Id });
export type CompareJob = z.infer<typeof CompareJob>;
