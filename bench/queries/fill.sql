-- A year of a company with forty agents and twenty tools. Everything follows from the row's number, so that two fills are alike.

-- ── people, agents and tools ─────────────────────────────────────────────────
CREATE FUNCTION bench_id(kind int, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
  $$ SELECT (lpad(to_hex(kind), 8, '0') || '00007000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid $$;
INSERT INTO people (id, email, name, role) SELECT bench_id(1, n), 'person' || n || '@bench.example', 'Person ' || n, CASE n WHEN 0 THEN 'admin' ELSE 'reviewer' END FROM generate_series(0, 9) n;
INSERT INTO group_members (group_id, person_id) SELECT g.id, bench_id(1, n) FROM groups g, generate_series(0, 9) n;
INSERT INTO agents (id, name, owner_id) SELECT bench_id(2, n), 'agent-' || n, bench_id(1, 0) FROM generate_series(0, 39) n;
INSERT INTO connectors (id, name, kind) VALUES (bench_id(3, 0), 'nothing', 'noop');
INSERT INTO connector_versions (id, connector_id, version, config) VALUES (bench_id(4, 0), bench_id(3, 0), 1, '{}');
INSERT INTO tools (id, name) SELECT bench_id(5, n), 'tool_' || n FROM generate_series(0, 19) n;
INSERT INTO tool_versions (id, tool_id, version, title, access, reversibility, params_schema, summary, connector_id, operation, binding)
  SELECT bench_id(6, n), bench_id(5, n), 1, 'Tool ' || n, 'write', 'irreversible', '{"type":"object"}', 'Tool ' || n, bench_id(3, 0), 'run', '{}' FROM generate_series(0, 19) n;
INSERT INTO policy_versions (version, document) VALUES (1, '{}');

-- ── actions ──────────────────────────────────────────────────────────────────
-- h: a number that looks random; at: spread over a year; most run by themselves, the newest wait.
CREATE UNLOGGED TABLE bench_rows AS
SELECT n, h, at, tool, agent, tier, state,
       (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(h, 1, 3) || '8' || substr(h, 4, 3) || substr(h, 7, 12))::uuid AS id,
       state NOT IN ('pending', 'blocked') AS settled
  FROM (SELECT n, md5(n::text) AS h, now() - ((:rows - n) * (interval '365 days' / :rows)) AS at,
               (('x' || substr(md5(n::text), 1, 4))::bit(16)::int % 100) AS r,
               -- squared, so that few tools and agents make most of it
               ((('x' || substr(md5(n::text), 5, 4))::bit(16)::int / 65536.0) ^ 2 * 20)::int % 20 AS tool,
               ((('x' || substr(md5(n::text), 9, 4))::bit(16)::int / 65536.0) ^ 2 * 40)::int % 40 AS agent
          FROM generate_series(1, :rows) n) base,
       LATERAL (SELECT CASE WHEN r < 62 THEN 'low' WHEN r < 92 THEN 'medium' ELSE 'high' END AS tier) t,
       LATERAL (SELECT CASE
         WHEN n > :rows - :rows / 50 AND tier <> 'low' AND (('x' || substr(h, 13, 2))::bit(8)::int < 64) THEN 'pending'
         WHEN n > :rows - :rows / 50 AND ('x' || substr(h, 13, 2))::bit(8)::int = 255 THEN 'blocked'
         WHEN n > :rows - 30 THEN 'approved'
         WHEN n % 20011 = 0 THEN 'unknown'
         WHEN tier <> 'low' AND r % 10 = 0 THEN 'rejected'
         WHEN tier <> 'low' AND r % 20 = 1 THEN 'expired'
         WHEN r % 50 = 3 THEN 'failed'
         WHEN r % 100 = 5 THEN 'cancelled'
         WHEN n % 307 = 0 THEN 'rolled_back'
         ELSE 'succeeded' END AS state) s
 ORDER BY n;
ANALYZE bench_rows;

INSERT INTO actions (id, mode, dry_run, agent_id, key_id, tool_name, tool_id, connector_id, state, tier, effect, summary, reversibility, idempotency_key,
  request_hash, event_count, submitted_at, state_at, deadline_at, execute_by, due_at, attempt_count, fence)
SELECT id, CASE WHEN n % 200 = 0 THEN 'test' ELSE 'live' END, n % 200 = 0, bench_id(2, agent), 'benchkey' || agent, 'tool_' || tool, bench_id(5, tool), bench_id(3, 0), state, tier,
       CASE WHEN state = 'blocked' THEN 'block' WHEN tier = 'low' THEN 'allow' ELSE 'review' END,
       'Tool ' || tool || ' for cus_' || n % 50000 || ', €' || (n * 37) % 100000 / 100.0, 'irreversible', 'key-' || n, sha256(h::bytea),
       CASE WHEN settled THEN 2 ELSE 1 END, at, at + interval '90 seconds',
       CASE WHEN NOT settled THEN now() + (n % 86400) * interval '1 second' END, at + interval '1 day',
       CASE WHEN state = 'approved' THEN at END, settled::int, settled::int
  FROM bench_rows ORDER BY n;

-- ── revisions ────────────────────────────────────────────────────────────────
-- 300 to 800 bytes each: names, addresses, amounts, a text of common words and a reference that is in no other row.
CREATE UNLOGGED TABLE bench_phrases AS
SELECT p, string_agg(words[1 + ('x' || substr(md5(p || '-' || w), 1, 6))::bit(24)::int % 65], ' ') AS words
  FROM (SELECT ARRAY['parcel','refund','customer','invoice','delivery','address','order','damaged','transit','twice','asked','because','holiday','meeting','report',
    'quarter','supplier','contract','payment','reminder','warehouse','carrier','subscription','renewal','discount','price','change','approval','account','balance','voucher',
    'replacement','colour','missing','manual','wrong','size','late','early','friendly','apology','credit','transfer','statement','partner','campaign','launch','newsletter',
    'survey','feedback','ticket','priority','escalate','engineer','database','record','update','archive','export','backup','schedule','calendar','travel','booking','hotel'] AS words) dictionary,
       generate_series(0, 4095) p, generate_series(1, 6 + p % 20) w GROUP BY p;
ALTER TABLE bench_phrases ADD PRIMARY KEY (p);
ANALYZE bench_phrases;
INSERT INTO revisions (action_id, number, tool_version_id, connector_version_id, canonical, params, payload_hash, author_kind, author_id, created_at)
SELECT id, 1, bench_id(6, tool), bench_id(4, 0), NULL, params, sha256(params::bytea), 'agent', bench_id(2, agent), at
  FROM (SELECT bench_rows.*, concat('{"amount":', (n * 37) % 100000 / 100.0, ',"currency":"EUR","customer":"cus_', n % 50000, '","lines":[{"qty":', 1 + n % 4, ',"sku":"SKU-', n % 5000,
                         '"},{"qty":2,"sku":"SKU-', n % 77, '"}],"reason":"', a.words, ' ', b.words, '","reference":"', substr(h, 1, 20),
                         '","to":"user', n % 20011, '@', (ARRAY['example.com','acme.example','mail.example','partner.example'])[1 + n % 4], '"}') AS params
          FROM bench_rows
          JOIN bench_phrases a ON a.p = ('x' || substr(h, 15, 3))::bit(12)::int
          JOIN bench_phrases b ON b.p = ('x' || substr(h, 18, 3))::bit(12)::int) r ORDER BY n;

-- ── classifications ──────────────────────────────────────────────────────────
INSERT INTO classifications (action_id, revision, tier, effect, reasons, signals, requirement, policy_version, created_at)
SELECT id, 1, tier, CASE WHEN state = 'blocked' THEN 'block' WHEN tier = 'low' THEN 'allow' ELSE 'review' END,
       '[{"rule":"defaults.write","text":"It changes data","values":{"access":"write"}}]', '[]',
       CASE tier WHEN 'low' THEN '{"review":"none","executeWithin":86400}'::jsonb
         ELSE '{"review":"before","within":7200,"onExpiry":"expire","slots":[{"group":"reviewers","approvals":1}],"undo":10,"escalate":null,"editorMayApprove":false,"executeWithin":86400}' END, 1, at
  FROM bench_rows ORDER BY n;

-- ── decisions and attempts ───────────────────────────────────────────────────
INSERT INTO decisions (id, action_id, revision, person_id, verdict, channel, payload_hash, decided_at)
SELECT bench_id(7, n), id, 1, bench_id(1, n % 10), CASE state WHEN 'rejected' THEN 'reject' ELSE 'approve' END, 'web', sha256(h::bytea), at + interval '60 seconds'
  FROM bench_rows WHERE tier <> 'low' AND state IN ('approved', 'rejected', 'succeeded', 'failed', 'unknown', 'rolled_back') ORDER BY n;
INSERT INTO attempts (id, action_id, revision, number, fence, worker, started_at, finished_at, outcome)
SELECT bench_id(8, n), id, 1, 1, 1, 'bench-1', at + interval '70 seconds', at + interval '90 seconds', CASE state WHEN 'failed' THEN 'failed' WHEN 'unknown' THEN 'unknown' ELSE 'succeeded' END
  FROM bench_rows WHERE state IN ('succeeded', 'failed', 'unknown', 'rolled_back') ORDER BY n;

-- ── figures ──────────────────────────────────────────────────────────────────
-- A year of days as full as they get: a hundred buckets of times, and sixty rules that people answered both ways. Today is left to be counted.
INSERT INTO figure_days (day, counted_at) SELECT d::date, now() FROM generate_series(now() - interval '400 days', now() - interval '1 day', interval '1 day') d ON CONFLICT DO NOTHING;
INSERT INTO figures (name, day, key, n)
SELECT f.name, day, f.key, 1 + (extract(doy FROM day)::int * 7 + f.i) % 40
  FROM figure_days, LATERAL (
    SELECT 'submitted' AS name, unnest(ARRAY['allow', 'review', 'block']) AS key, 0 AS i
    UNION ALL SELECT 'ended', unnest(ARRAY['approved', 'rejected', 'expired']), 1
    UNION ALL SELECT 'rolled_back', '', 2
    UNION ALL SELECT 'decision_time', b::text, b FROM generate_series(0, 99) b
    UNION ALL SELECT v, 'rule number ' || r, r FROM generate_series(1, 60) r, unnest(ARRAY['rule_approved', 'rule_rejected']) v) f;
-- As the worker adds them up.
INSERT INTO figure_sums (days, name, key, n)
SELECT r.days, f.name, f.key, sum(f.n) FROM unnest(ARRAY[7, 30, 90]) r (days) JOIN figures f ON f.day > current_date - r.days AND f.name <> 'submitted' GROUP BY 1, 2, 3;

-- ── audit events ─────────────────────────────────────────────────────────────
-- Two for each settled action. Sealed by the product's function, but for the time, which is the action's.
DO $$ BEGIN
  EXECUTE replace(replace(pg_get_functiondef('seal_audit_event()'::regprocedure), 'FUNCTION public.seal_audit_event', 'FUNCTION public.bench_seal'), 'NEW.at := clock_timestamp();', '');
END $$;
CREATE TRIGGER bench_seal BEFORE INSERT ON audit_events FOR EACH ROW EXECUTE FUNCTION bench_seal();
ALTER TABLE audit_events ENABLE ALWAYS TRIGGER bench_seal;
INSERT INTO audit_events (id, at, type, actor_kind, actor_id, action_id, action_number, canonical, hash)
SELECT (substr(id::text, 1, 15) || number || substr(md5(h || number), 1, 2) || substr(id::text, 19))::uuid, at + (number - 1) * interval '90 seconds',
       CASE WHEN number = 1 THEN 'action.submitted' ELSE 'action.' || CASE state WHEN 'unknown' THEN 'lost_track' ELSE state END END,
       CASE WHEN number = 1 THEN 'agent' WHEN state IN ('approved', 'rejected', 'cancelled') THEN 'person' WHEN state = 'expired' THEN 'system' ELSE 'worker' END,
       CASE WHEN number = 1 THEN bench_id(2, agent)::text WHEN state IN ('approved', 'rejected', 'cancelled') THEN bench_id(1, n % 10)::text WHEN state = 'expired' THEN 'sweeper' ELSE 'bench-1' END,
       id, number,
       concat('{"dry_run":false,"effect":"review","mode":"live","payload_hash":"', md5(h), md5(h || 'x'), '","policy_version":1,"revision":1,"rules":["defaults.write"],"tier":"', tier, '","to":"', state, '","tool":"tool_', tool, '"}'), ''
  FROM bench_rows, LATERAL generate_series(1, CASE WHEN settled THEN 2 ELSE 1 END) number ORDER BY n, number;
DROP TRIGGER bench_seal ON audit_events;
DROP TABLE bench_rows, bench_phrases;
DROP FUNCTION bench_seal();
