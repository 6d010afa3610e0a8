/**
 * What the application's role may do, table by table: the least that its verbs need. It owns nothing,
 * so that it cannot disable a trigger; what is a record it may add to and never change.
 */
const ADD = "SELECT, INSERT";
const CHANGE = "SELECT, INSERT, UPDATE";

export const TABLES = {
  people: CHANGE,
  groups: "SELECT, INSERT, UPDATE, DELETE",
  group_members: "SELECT, INSERT, DELETE",
  sessions: CHANGE,
  invitations: CHANGE,
  rate_limits: "SELECT, INSERT, UPDATE, DELETE",
  settings: CHANGE,
  agents: CHANGE,
  agent_keys: CHANGE,
  connectors: CHANGE,
  connector_versions: ADD,
  tools: CHANGE,
  tool_versions: ADD,
  tool_proposals: CHANGE,
  policy_versions: ADD,
  policy_drafts: CHANGE,
  policy_proposals: CHANGE,
  policy_comparisons: CHANGE,
  policy_comparison_actions: "SELECT, INSERT, DELETE",
  halts: CHANGE,
  actions: CHANGE,
  revisions: ADD,
  classifications: ADD,
  agent_history: "SELECT, INSERT, UPDATE, DELETE",
  limit_counters: "SELECT, INSERT, UPDATE, DELETE",
  limit_holdings: "SELECT, INSERT, UPDATE, DELETE",
  decisions: "SELECT, INSERT, UPDATE (voided_at, void_reason)",
  attempts: CHANGE,
  snapshots: CHANGE,
  grants: CHANGE,
  notices: CHANGE,
  takes: "SELECT, INSERT, UPDATE, DELETE",
  snoozes: "SELECT, INSERT, UPDATE, DELETE",
  questions: CHANGE,
  delegations: CHANGE,
  rollback_batches: CHANGE,
  rollback_items: CHANGE,
  deliveries: "SELECT, INSERT, UPDATE, DELETE",
  delivery_attempts: "SELECT, INSERT, UPDATE, DELETE",
  delivery_cursors: CHANGE,
  webhook_endpoints: CHANGE,
  webhook_secrets: CHANGE,
  mail_server: "SELECT, INSERT, UPDATE, DELETE",
  notification_preferences: CHANGE,
  slack_workspace: "SELECT, INSERT, UPDATE, DELETE",
  slack_links: "SELECT, INSERT, UPDATE (ended_at, channel_id)",
  slack_codes: "SELECT, INSERT, UPDATE, DELETE",
  slack_interactions: "SELECT, INSERT, UPDATE, DELETE",
  slack_messages: CHANGE,
  audit_events: ADD,
  configuration: "SELECT, UPDATE",
  figures: "SELECT, INSERT, DELETE",
  figure_sums: "SELECT, INSERT, DELETE",
  figure_days: CHANGE,
  _prisma_migrations: "SELECT",
};

/** The statements that give `role` exactly this, whatever it had before. */
export function grantStatements(role, database, present) {
  const unknown = present.filter((table) => !(table in TABLES));
  if (unknown.length > 0) {
    throw new Error(`${unknown.join(", ")}: no line in scripts/db/grants.mjs says what the application may do with this table`);
  }
  const to = quote(role);
  return [
    `REVOKE ALL ON DATABASE ${quote(database)} FROM PUBLIC`,
    `GRANT CONNECT ON DATABASE ${quote(database)} TO ${to}`,
    "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
    `GRANT USAGE ON SCHEMA public TO ${to}`,
    `REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${to}`,
    `REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM ${to}`,
    ...present.map((table) => `GRANT ${TABLES[table]} ON public.${quote(table)} TO ${to}`),
    `GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${to}`,
    // The queue is a means of delivery and holds no truth: its rows are the application's to change.
    `GRANT USAGE ON SCHEMA bullmq TO ${to}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA bullmq TO ${to}`,
    `GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA bullmq TO ${to}`,
    `GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA bullmq TO ${to}`,
  ];
}

export const quote = (name) => `"${name.replaceAll('"', '""')}"`;
export const literal = (text) => `'${text.replaceAll("'", "''")}'`;
