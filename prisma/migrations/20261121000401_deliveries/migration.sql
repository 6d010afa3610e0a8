-- CreateTable
CREATE TABLE "deliveries" (
    "id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "event_type" TEXT NOT NULL,
    "event_id" UUID,
    "action_id" UUID,
    "revision" INTEGER,
    "sequence" INTEGER,
    "content" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "attempt_count" INTEGER NOT NULL DEFAULT 0,
    "attempts_before" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
    "last_result" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery_attempts" (
    "delivery_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "worker" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "reason" TEXT,
    "request" JSONB,
    "response" JSONB,

    CONSTRAINT "delivery_attempts_pkey" PRIMARY KEY ("delivery_id","number")
);

-- CreateTable
CREATE TABLE "delivery_cursors" (
    "channel" TEXT NOT NULL,
    "done_seq" BIGINT NOT NULL,
    "seen_seq" BIGINT,
    "seen_xmax" xid8,

    CONSTRAINT "delivery_cursors_pkey" PRIMARY KEY ("channel")
);

-- CreateTable
CREATE TABLE "webhook_endpoints" (
    "id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "agent_id" UUID,
    "event_types" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" UUID,
    "disabled_at" TIMESTAMPTZ(3),
    "disabled_reason" TEXT,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_endpoints_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_secrets" (
    "id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_secrets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail_server" (
    "one" BOOLEAN NOT NULL DEFAULT true,
    "host" TEXT NOT NULL,
    "port" INTEGER NOT NULL,
    "secure" BOOLEAN NOT NULL,
    "require_tls" BOOLEAN NOT NULL,
    "sender" TEXT NOT NULL,
    "username" TEXT,
    "sealed" BYTEA,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" UUID,

    CONSTRAINT "mail_server_pkey" PRIMARY KEY ("one")
);

-- CreateTable
CREATE TABLE "notification_preferences" (
    "person_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "topics" TEXT[],
    "tiers" TEXT[],
    "group_ids" UUID[],
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notification_preferences_pkey" PRIMARY KEY ("person_id","channel")
);

-- CreateIndex
CREATE INDEX "deliveries_created_at_id_idx" ON "deliveries"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "deliveries_channel_target_created_at_id_idx" ON "deliveries"("channel", "target", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "deliveries_action_id_idx" ON "deliveries"("action_id");

-- CreateIndex
CREATE INDEX "webhook_secrets_endpoint_id_idx" ON "webhook_secrets"("endpoint_id");

-- AddForeignKey
ALTER TABLE "delivery_attempts" ADD CONSTRAINT "delivery_attempts_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "deliveries"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "agents"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_secrets" ADD CONSTRAINT "webhook_secrets_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "webhook_endpoints"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_preferences" ADD CONSTRAINT "notification_preferences_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ── What Prisma's schema cannot say ─────────────────────────────────────────
-- Whatever waits has an instant at which it is tried next; whatever is over has one at which it ended.
ALTER TABLE deliveries ADD CONSTRAINT deliveries_status CHECK (status IN ('waiting', 'delivered', 'failed', 'dropped')),
  ADD CONSTRAINT deliveries_clock CHECK ((status = 'waiting') = (next_at IS NOT NULL) AND (status = 'waiting') = (finished_at IS NULL));
ALTER TABLE delivery_attempts ADD CONSTRAINT delivery_attempts_outcome CHECK (outcome IN ('delivered', 'retry', 'failed', 'dropped', 'lost'));
ALTER TABLE mail_server ADD CONSTRAINT mail_server_one CHECK (one), ADD CONSTRAINT mail_server_port CHECK (port BETWEEN 1 AND 65535);

CREATE INDEX deliveries_due    ON deliveries (channel, next_at) WHERE status = 'waiting';
CREATE INDEX deliveries_batch  ON deliveries (channel, target, next_at) WHERE status = 'waiting';
CREATE INDEX deliveries_failed ON deliveries (created_at DESC, id DESC) WHERE status = 'failed';
-- One event is told once to each target, however often it is read.
CREATE UNIQUE INDEX deliveries_once ON deliveries (channel, target, event_id) WHERE event_id IS NOT NULL;
