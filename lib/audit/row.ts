import { sql } from "@/lib/db/tx";

/** An event's columns as `StoredEvent` has them: times to the microsecond, as they were hashed. Order by `audit_events.seq`: the bare name is the text here. */
export const EVENT_COLUMNS = sql`
  seq::text AS seq, id, txid::text AS txid, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, type,
  actor_kind, actor_id, action_id, action_number, subject_kind, subject_id, canonical, hash`;
