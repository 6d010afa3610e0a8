-- CreateTable
CREATE TABLE "slack_workspace" (
    "one" BOOLEAN NOT NULL DEFAULT true,
    "id" UUID NOT NULL,
    "team_id" TEXT NOT NULL,
    "team_name" TEXT NOT NULL,
    "bot_user_id" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "routes" JSONB NOT NULL,
    "connected_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "connected_by" UUID,

    CONSTRAINT "slack_workspace_pkey" PRIMARY KEY ("one")
);

-- CreateTable
CREATE TABLE "slack_links" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "team_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "user_name" TEXT NOT NULL,
    "linked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "slack_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "slack_codes" (
    "id" UUID NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "team_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "user_name" TEXT NOT NULL,
    "person_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "slack_codes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "slack_interactions" (
    "id" UUID NOT NULL,
    "signature" BYTEA NOT NULL,
    "kind" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "user_name" TEXT NOT NULL,
    "channel_id" TEXT NOT NULL,
    "message_ts" TEXT,
    "action_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "payload_hash" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "next_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "outcome" TEXT,

    CONSTRAINT "slack_interactions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "slack_messages" (
    "id" UUID NOT NULL,
    "channel_id" TEXT NOT NULL,
    "ts" TEXT NOT NULL,
    "action_id" UUID NOT NULL,
    "grouped" BOOLEAN NOT NULL DEFAULT false,
    "shown" INTEGER NOT NULL,
    "posted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "slack_messages_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "slack_codes_code_hash_key" ON "slack_codes"("code_hash");

-- CreateIndex
CREATE UNIQUE INDEX "slack_interactions_signature_key" ON "slack_interactions"("signature");

-- CreateIndex
CREATE INDEX "slack_interactions_received_at_idx" ON "slack_interactions"("received_at");

-- CreateIndex
CREATE UNIQUE INDEX "slack_messages_channel_id_ts_action_id_key" ON "slack_messages"("channel_id", "ts", "action_id");

-- CreateIndex
CREATE INDEX "slack_messages_action_id_channel_id_idx" ON "slack_messages"("action_id", "channel_id");

-- CreateIndex
CREATE INDEX "slack_messages_channel_id_posted_at_idx" ON "slack_messages"("channel_id", "posted_at" DESC);

-- AddForeignKey
ALTER TABLE "slack_links" ADD CONSTRAINT "slack_links_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ── What Prisma's schema cannot say ─────────────────────────────────────────
ALTER TABLE slack_workspace ADD CONSTRAINT slack_workspace_one CHECK (one);
ALTER TABLE slack_interactions ADD CONSTRAINT slack_interactions_kind CHECK (kind IN ('approve', 'reject', 'link')),
  -- What waits has an instant at which it is tried next; what is over says how it ended.
  ADD CONSTRAINT slack_interactions_clock CHECK ((next_at IS NULL) = (outcome IS NOT NULL));
CREATE INDEX slack_interactions_due ON slack_interactions (next_at) WHERE next_at IS NOT NULL;
-- A person has one Slack user, and a Slack user is one person.
CREATE UNIQUE INDEX slack_links_person ON slack_links (person_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX slack_links_user ON slack_links (team_id, user_id) WHERE ended_at IS NULL;
