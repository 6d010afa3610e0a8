-- CreateTable
CREATE TABLE "notices" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "action_id" UUID,
    "batch_id" UUID,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rollback_batches" (
    "id" UUID NOT NULL,
    "requested_by" UUID NOT NULL,
    "agent_id" UUID NOT NULL,
    "tool_name" TEXT,
    "mode" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "to_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "rollback_batches_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rollback_items" (
    "batch_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "action_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "rollback_id" UUID,
    "refusal" TEXT,

    CONSTRAINT "rollback_items_pkey" PRIMARY KEY ("batch_id","position")
);

-- CreateIndex
CREATE INDEX "notices_person_id_created_at_id_idx" ON "notices"("person_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "rollback_batches_created_at_id_idx" ON "rollback_batches"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "rollback_items_rollback_id_key" ON "rollback_items"("rollback_id");

-- CreateIndex
CREATE UNIQUE INDEX "rollback_items_batch_id_action_id_key" ON "rollback_items"("batch_id", "action_id");

-- AddForeignKey
ALTER TABLE "rollback_items" ADD CONSTRAINT "rollback_items_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "rollback_batches"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ── What Prisma's schema cannot say ─────────────────────────────────────────
ALTER TABLE notices ADD CONSTRAINT notices_kind CHECK (kind IN ('failed', 'unknown', 'conflict', 'halted', 'quorum_lost', 'failing', 'paused', 'rollback_done'));
ALTER TABLE halts   ADD CONSTRAINT halts_cause  CHECK (cause IN ('manual', 'owner_deactivated', 'failures'));
ALTER TABLE rollback_batches ADD CONSTRAINT rollback_batches_mode CHECK (mode IN ('live', 'test'));
-- An item was asked for, or refused with a reason, or is still to be looked at.
ALTER TABLE rollback_items ADD CONSTRAINT rollback_items_one_end CHECK (rollback_id IS NULL OR refusal IS NULL);

-- What is unread is counted on every page.
CREATE INDEX notices_unread ON notices (person_id) WHERE read_at IS NULL;
-- A due action that a halt holds back is told once, however often the sweeper meets it.
CREATE UNIQUE INDEX notices_halted_once ON notices (person_id, action_id) WHERE kind = 'halted';
CREATE INDEX notices_halted ON notices (action_id) WHERE kind = 'halted';
CREATE INDEX rollback_batches_open ON rollback_batches (created_at) WHERE finished_at IS NULL;
-- Failures in a row of one agent with one tool.
CREATE INDEX actions_failures ON actions (agent_id, tool_name, state_at DESC) WHERE state = 'failed';
-- What an agent executed, the newest effect first: the plan of a rollback of many.
CREATE INDEX actions_effects ON actions (agent_id, state_at DESC, id DESC) WHERE state IN ('succeeded', 'unknown', 'executing');
