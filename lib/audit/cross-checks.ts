import { TRANSITIONS } from "@/lib/actions/states";
import { join, sql, type Sql } from "@/lib/db/tx";

// Each query answers with the rows that are bad, and with what is wrong. Events are matched as text: the canonical
// form has one spelling, a quote inside a value is always escaped, and a text that was made unreadable stops no query.
type Check = { table: string; query: Sql };

const MOVES = ["action.submitted", ...new Set(Object.values(TRANSITIONS).map(({ event }) => event as string))];
const VOTES = sql`('action.vote_cast', 'action.approved', 'action.rejected')`;
const says = (name: string, value: Sql) => sql`strpos(e.canonical, ${`"${name}":`} || ${value}) > 0`;
const hex = (hash: Sql) => sql`'"' || encode(${hash}, 'hex') || '"'`;

export const CROSS_CHECKS: Check[] = [
  {
    table: "actions",
    query: sql`
      WITH counted AS (
        SELECT action_id, count(*)::int AS n, min(action_number) AS least, max(action_number) AS most
          FROM audit_events WHERE action_id IS NOT NULL GROUP BY action_id)
      SELECT 'action ' || coalesce(a.id, c.action_id) AS row,
             CASE WHEN a.id IS NULL THEN 'its events are there, its row is gone'
                  WHEN c.action_id IS NULL THEN 'none of its ' || a.event_count || ' events is there'
                  ELSE 'it counts ' || a.event_count || ' events; missing: ' || coalesce((
                         SELECT string_agg(i::text, ', ' ORDER BY i) FROM generate_series(1, greatest(a.event_count, c.most)) i
                          WHERE NOT EXISTS (SELECT FROM audit_events e WHERE e.action_id = a.id AND e.action_number = i)), 'none')
                       || CASE WHEN c.most > a.event_count THEN '; not counted: those after ' || a.event_count ELSE '' END
             END AS fault
        FROM actions a FULL JOIN counted c ON c.action_id = a.id
       WHERE a.id IS NULL OR c.action_id IS NULL OR c.n <> a.event_count OR c.most <> a.event_count OR c.least <> 1`,
  },
  {
    table: "actions",
    query: sql`
      SELECT 'action ' || a.id AS row, 'its state is ' || a.state || ', and its last move led to ' || coalesce(last.state, 'nothing readable') AS fault
        FROM actions a
        CROSS JOIN LATERAL (
          SELECT substring(e.canonical FROM '"to":"([a-z_]+)"') AS state FROM audit_events e
           WHERE e.action_id = a.id AND e.type IN (${join(MOVES)}) ORDER BY e.action_number DESC LIMIT 1) last
       WHERE last.state IS DISTINCT FROM a.state`,
  },
  {
    table: "revisions",
    query: sql`
      SELECT 'action ' || r.action_id || ', revision ' || r.number AS row, 'no event says that this payload was proposed by this author' AS fault
        FROM revisions r
       WHERE NOT EXISTS (
         SELECT FROM audit_events e
          WHERE e.action_id = r.action_id AND e.type IN ('action.submitted', 'action.revised', 'action.retried')
            AND e.actor_kind = r.author_kind AND e.actor_id = r.author_id::text AND ${says("payload_hash", hex(sql`r.payload_hash`))})`,
  },
  {
    table: "revisions",
    query: sql`
      SELECT 'action ' || a.id AS row, 'it is at revision ' || a.revision || ', and has ' || count(r.number) || ' of them' AS fault
        FROM actions a LEFT JOIN revisions r ON r.action_id = a.id
       GROUP BY a.id HAVING count(r.number) <> a.revision OR max(r.number) <> a.revision`,
  },
  {
    table: "decisions",
    query: sql`
      SELECT 'decision ' || d.id || ' on action ' || d.action_id AS row, 'it is bound to another payload than revision ' || d.revision || ' holds' AS fault
        FROM decisions d LEFT JOIN revisions r ON r.action_id = d.action_id AND r.number = d.revision
       WHERE d.payload_hash IS DISTINCT FROM r.payload_hash`,
  },
  {
    table: "decisions",
    query: sql`
      SELECT 'decision ' || d.id || ' on action ' || d.action_id AS row,
             'no event says that person ' || d.person_id || ' did ' || d.verdict || ' revision ' || d.revision AS fault
        FROM decisions d
       WHERE NOT EXISTS (
         SELECT FROM audit_events e
          WHERE e.action_id = d.action_id AND e.type IN ${VOTES} AND (e.type = 'action.rejected') = (d.verdict = 'reject')
            AND e.actor_kind = 'person' AND e.actor_id = d.person_id::text
            AND ${says("payload_hash", hex(sql`d.payload_hash`))})`,
  },
  {
    table: "decisions",
    query: sql`
      SELECT 'event ' || e.action_number || ' (' || e.type || ') of action ' || e.action_id AS row,
             'person ' || e.actor_id || ' decided, and no decision of theirs is there' AS fault
        FROM audit_events e
       WHERE e.type IN ${VOTES} AND e.actor_kind = 'person' AND e.action_id IS NOT NULL
         AND NOT EXISTS (
           SELECT FROM decisions d
            WHERE d.action_id = e.action_id AND d.person_id::text = e.actor_id AND (e.type = 'action.rejected') = (d.verdict = 'reject')
              AND d.revision::text = substring(e.canonical FROM '"revision":([0-9]+)'))`,
  },
  {
    table: "attempts",
    query: sql`
      SELECT 'attempt ' || t.number || ' at revision ' || t.revision || ' of action ' || t.action_id AS row,
             'no event says that ' || t.worker || ' claimed it with fence ' || t.fence AS fault
        FROM attempts t
       WHERE NOT EXISTS (
         SELECT FROM audit_events e
          WHERE e.action_id = t.action_id AND e.type = 'action.claimed' AND e.actor_id = t.worker AND ${says("fence", sql`t.fence || ','`)})`,
  },
  {
    table: "attempts",
    query: sql`
      SELECT 'event ' || e.action_number || ' (' || e.type || ') of action ' || e.action_id AS row, 'it was claimed, and the attempt is not there' AS fault
        FROM audit_events e
       WHERE e.type = 'action.claimed' AND e.action_id IS NOT NULL
         AND NOT EXISTS (SELECT FROM attempts t WHERE t.action_id = e.action_id AND t.fence::text = substring(e.canonical FROM '"fence":([0-9]+)'))`,
  },
  {
    table: "attempts",
    query: sql`
      SELECT 'attempt ' || t.number || ' at revision ' || t.revision || ' of action ' || t.action_id AS row, 'it says that it succeeded, and no event does' AS fault
        FROM attempts t
       WHERE t.outcome = 'succeeded' AND NOT EXISTS (
         SELECT FROM audit_events e WHERE e.action_id = t.action_id AND e.type = 'action.succeeded' AND ${says("fence", sql`t.fence || ','`)})`,
  },
];
