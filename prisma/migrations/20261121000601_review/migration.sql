-- AlterTable
ALTER TABLE "actions" ADD COLUMN     "asked_at" TIMESTAMPTZ(3),
ADD COLUMN     "assignee_group_id" UUID,
ADD COLUMN     "assignee_id" UUID,
ADD COLUMN     "escalate_at" TIMESTAMPTZ(3),
ADD COLUMN     "remind_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "takes" (
    "action_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "takes_pkey" PRIMARY KEY ("action_id")
);

-- CreateTable
CREATE TABLE "snoozes" (
    "person_id" UUID NOT NULL,
    "action_id" UUID NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "event_count" INTEGER NOT NULL,
    "snoozed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "snoozes_pkey" PRIMARY KEY ("person_id","action_id")
);

-- CreateTable
CREATE TABLE "questions" (
    "id" UUID NOT NULL,
    "action_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "person_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "paused_for" INTEGER NOT NULL DEFAULT 0,
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "questions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delegations" (
    "id" UUID NOT NULL,
    "from_id" UUID NOT NULL,
    "to_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "delegations_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "takes_person_id_idx" ON "takes"("person_id");

-- CreateIndex
CREATE INDEX "takes_until_idx" ON "takes"("until");

-- CreateIndex
CREATE INDEX "questions_action_id_asked_at_idx" ON "questions"("action_id", "asked_at" DESC);

-- CreateIndex
CREATE INDEX "delegations_to_id_idx" ON "delegations"("to_id");

-- CreateIndex
CREATE INDEX "delegations_from_id_idx" ON "delegations"("from_id");

-- ── What Prisma's schema cannot say ─────────────────────────────────────────
-- The words for notices stand in lib/notices/notice-view.ts, which every writer is typed against.
ALTER TABLE notices DROP CONSTRAINT notices_kind, ADD CONSTRAINT notices_kind CHECK (kind ~ '^[a-z_]{1,40}$');
ALTER TABLE delegations ADD CONSTRAINT delegations_to_another CHECK (from_id <> to_id), ADD CONSTRAINT delegations_forward CHECK (ends_at > starts_at);
ALTER TABLE questions ADD CONSTRAINT questions_answered CHECK ((answer IS NULL) = (answered_at IS NULL));

-- One question of an action waits at a time.
CREATE UNIQUE INDEX questions_one_open ON questions (action_id) WHERE answered_at IS NULL AND closed_at IS NULL;
CREATE INDEX delegations_open ON delegations (to_id, ends_at) WHERE ended_at IS NULL;
-- Few pending actions have any of these, so they cost the others nothing.
CREATE INDEX actions_asked    ON actions (asked_at) WHERE state = 'pending' AND asked_at IS NOT NULL;
CREATE INDEX actions_remind   ON actions (remind_at) WHERE state = 'pending' AND remind_at IS NOT NULL;
CREATE INDEX actions_escalate ON actions (escalate_at) WHERE state = 'pending' AND escalate_at IS NOT NULL;
CREATE INDEX actions_assignee ON actions (assignee_id) WHERE state = 'pending' AND assignee_id IS NOT NULL;
