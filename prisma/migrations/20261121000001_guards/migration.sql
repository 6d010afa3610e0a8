-- What must hold even for somebody at a SQL prompt. Prisma's schema cannot say these.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- ── Words ───────────────────────────────────────────────────────────────────
ALTER TABLE people        ADD CONSTRAINT people_role      CHECK (role IN ('auditor', 'reviewer', 'admin')),
                          ADD CONSTRAINT people_email     CHECK (email = lower(email));
ALTER TABLE agents        ADD CONSTRAINT agents_autonomy  CHECK (autonomy IN ('off', 'read_only', 'draft_only', 'limited_write', 'full'));
ALTER TABLE agent_keys    ADD CONSTRAINT agent_keys_mode  CHECK (mode IN ('live', 'test'));
ALTER TABLE tool_versions ADD CONSTRAINT tool_access      CHECK (access IN ('read', 'draft', 'write', 'destructive')),
                          ADD CONSTRAINT tool_reversible  CHECK (reversibility IN ('reversible', 'compensable', 'irreversible'));
ALTER TABLE halts         ADD CONSTRAINT halts_scope      CHECK (scope IN ('all', 'agent', 'tool', 'connector') AND (scope = 'all') = (target_id IS NULL));
ALTER TABLE decisions     ADD CONSTRAINT decisions_words  CHECK (verdict IN ('approve', 'reject') AND channel IN ('web', 'slack'));
ALTER TABLE attempts      ADD CONSTRAINT attempts_outcome CHECK (outcome IN ('succeeded', 'failed', 'retry', 'unknown', 'refused'));
-- The list of states is tested against lib/actions/states.ts.
ALTER TABLE actions ADD CONSTRAINT actions_state CHECK (state IN
    ('pending', 'blocked', 'approved', 'rejected', 'expired', 'cancelled', 'executing', 'succeeded', 'failed', 'unknown', 'rolled_back')),
  ADD CONSTRAINT actions_tier   CHECK (tier IN ('low', 'medium', 'high')),
  ADD CONSTRAINT actions_effect CHECK (effect IN ('allow', 'review', 'block')),
  ADD CONSTRAINT actions_mode   CHECK (mode IN ('live', 'test') AND (dry_run OR mode = 'live'));

-- ── Who stands where ────────────────────────────────────────────────────────
-- One vote per person and revision; what was taken back or voided stays as a row.
CREATE UNIQUE INDEX decisions_one_vote ON decisions (action_id, revision, person_id) WHERE voided_at IS NULL;
-- At most one open rollback of an action, an unknown one included.
CREATE UNIQUE INDEX actions_one_rollback ON actions (rollback_of)
  WHERE rollback_of IS NOT NULL AND state IN ('pending', 'blocked', 'approved', 'executing', 'unknown', 'succeeded');
CREATE UNIQUE INDEX halts_one_open ON halts (scope, coalesce(target_id, '00000000-0000-0000-0000-000000000000'), cause) WHERE lifted_at IS NULL;

-- ── Queries ─────────────────────────────────────────────────────────────────
CREATE INDEX actions_queue    ON actions ((CASE tier WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END), deadline_at, id) WHERE state = 'pending';
CREATE INDEX actions_deadline ON actions (deadline_at) WHERE state IN ('pending', 'blocked');
CREATE INDEX actions_effect_at ON actions (effect_at) WHERE state = 'pending' AND effect_at IS NOT NULL;
CREATE INDEX actions_due      ON actions (due_at) WHERE state IN ('approved', 'executing') AND due_at IS NOT NULL;
CREATE INDEX actions_lease    ON actions (lease_until) WHERE state = 'executing' AND lease_until IS NOT NULL;
CREATE INDEX actions_tool     ON actions (tool_name, submitted_at DESC, id DESC);
CREATE INDEX actions_rare     ON actions (state, submitted_at DESC, id DESC)
  WHERE state IN ('pending', 'blocked', 'rejected', 'expired', 'cancelled', 'failed', 'unknown', 'rolled_back');
CREATE INDEX revisions_search ON revisions USING gin (params gin_trgm_ops);

-- ── I2: no change of state without its audit event ──────────────────────────
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: %', TG_OP, TG_TABLE_NAME, TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER actions_state_has_event BEFORE UPDATE ON actions FOR EACH ROW
  WHEN (NEW.state IS DISTINCT FROM OLD.state AND NEW.event_count <= OLD.event_count)
  EXECUTE FUNCTION refuse('a change of state needs its audit event');
-- The newest event that an action counts must exist when the transaction commits.
ALTER TABLE actions ADD CONSTRAINT actions_newest_event FOREIGN KEY (id, event_count)
  REFERENCES audit_events (action_id, action_number) DEFERRABLE INITIALLY DEFERRED;

-- ── Audit events are append-only, and carry the bytes that were hashed ───────
-- The writer passes the RFC 8785 text of `data` in `canonical`; this wraps it in the
-- envelope (keys already in RFC 8785 order, values that need no escaping but for to_json's).
CREATE FUNCTION seal_audit_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.at := clock_timestamp();
  NEW.txid := pg_current_xact_id();
  NEW.canonical := concat(
    '{"action_id":', coalesce('"' || NEW.action_id || '"', 'null'),
    ',"action_number":', coalesce(NEW.action_number::text, 'null'),
    ',"actor_id":', coalesce('"' || NEW.actor_id || '"', 'null'),
    ',"actor_kind":"', NEW.actor_kind,
    '","at":"', to_char(NEW.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    '","data":', NEW.canonical,
    ',"id":"', NEW.id,
    '","subject_id":', coalesce('"' || NEW.subject_id || '"', 'null'),
    ',"subject_kind":', coalesce('"' || NEW.subject_kind || '"', 'null'),
    ',"txid":"', NEW.txid, '","type":"', NEW.type, '"}');
  NEW.hash := sha256(convert_to(NEW.canonical, 'UTF8'));
  RETURN NEW;
END $$;
-- Ids and words in the envelope are plain ASCII, so that they need no escaping.
ALTER TABLE audit_events ADD CONSTRAINT audit_events_plain CHECK (
  type ~ '^[a-z_]+\.[a-z_]+$' AND actor_kind IN ('person', 'agent', 'worker', 'system')
  AND actor_id ~ '^[A-Za-z0-9._-]{1,100}$' AND subject_kind ~ '^[a-z_]{1,40}$' AND subject_id ~ '^[A-Za-z0-9._-]{1,100}$');
CREATE TRIGGER audit_events_seal BEFORE INSERT ON audit_events FOR EACH ROW EXECUTE FUNCTION seal_audit_event();
CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE ON audit_events FOR EACH ROW EXECUTE FUNCTION refuse('audit events are append-only');
CREATE TRIGGER audit_events_no_truncate BEFORE TRUNCATE ON audit_events FOR EACH STATEMENT EXECUTE FUNCTION refuse('audit events are append-only');

-- ── Versions and what was decided are immutable ─────────────────────────────
CREATE TRIGGER tool_versions_fixed      BEFORE UPDATE OR DELETE ON tool_versions      FOR EACH ROW EXECUTE FUNCTION refuse('versions are immutable; publish a new one');
CREATE TRIGGER connector_versions_fixed BEFORE UPDATE OR DELETE ON connector_versions FOR EACH ROW EXECUTE FUNCTION refuse('versions are immutable; publish a new one');
CREATE TRIGGER policy_versions_fixed    BEFORE UPDATE OR DELETE ON policy_versions    FOR EACH ROW EXECUTE FUNCTION refuse('versions are immutable; publish a new one');
CREATE TRIGGER classifications_fixed    BEFORE UPDATE OR DELETE ON classifications    FOR EACH ROW EXECUTE FUNCTION refuse('a classification is a record');
-- A payload may be erased (canonical, sealed and params emptied); what it was hashed to may not change.
CREATE TRIGGER revisions_fixed BEFORE UPDATE OR DELETE ON revisions FOR EACH ROW EXECUTE FUNCTION refuse('revisions are immutable; make a new one');

-- ── The version that caches ask for ─────────────────────────────────────────
-- One row, bumped in the same transaction by whatever changes how an action is classified.
-- Readers load the registry under the number they read first: at worst newer than its number, never staler.
INSERT INTO configuration DEFAULT VALUES;
CREATE FUNCTION bump_configuration() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN UPDATE configuration SET version = version + 1; RETURN NULL; END $$;
CREATE TRIGGER tools_configure      AFTER INSERT OR UPDATE ON tools           FOR EACH STATEMENT EXECUTE FUNCTION bump_configuration();
CREATE TRIGGER connectors_configure AFTER INSERT OR UPDATE ON connectors      FOR EACH STATEMENT EXECUTE FUNCTION bump_configuration();
CREATE TRIGGER policy_configure     AFTER INSERT           ON policy_versions FOR EACH STATEMENT EXECUTE FUNCTION bump_configuration();
CREATE TRIGGER settings_configure   AFTER INSERT OR UPDATE ON settings        FOR EACH STATEMENT EXECUTE FUNCTION bump_configuration();

-- The two groups that the built-in policy names.
INSERT INTO groups (id, name, description) VALUES
  ('01900000-0000-7000-8000-000000000001', 'reviewers', 'Decide the actions that need one approval'),
  ('01900000-0000-7000-8000-000000000002', 'admins', 'Are asked when nobody decided in time');
