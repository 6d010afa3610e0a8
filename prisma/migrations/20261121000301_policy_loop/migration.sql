-- The loop around the policy: drafts, comparisons (simulations and shadows) and proposals that wait for a second admin.
CREATE TABLE "policy_drafts" (
  "person_id" UUID NOT NULL,
  "text" TEXT NOT NULL,
  "base_version" INTEGER NOT NULL,
  "saves" INTEGER NOT NULL DEFAULT 1,
  "replaced" INTEGER NOT NULL DEFAULT 0,
  "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "policy_drafts_pkey" PRIMARY KEY ("person_id")
);

CREATE TABLE "policy_proposals" (
  "id" UUID NOT NULL,
  "document" JSONB NOT NULL,
  "reason" TEXT NOT NULL,
  "base_version" INTEGER NOT NULL,
  "loosens" JSONB NOT NULL,
  "proposed_by" UUID NOT NULL,
  "proposed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "ended" TEXT,
  "ended_by" UUID,
  "ended_at" TIMESTAMPTZ(3),
  "note" TEXT NOT NULL DEFAULT '',
  "version" INTEGER,
  CONSTRAINT "policy_proposals_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "policy_comparisons" (
  "id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "document" JSONB NOT NULL,
  "document_hash" BYTEA NOT NULL,
  "base_version" INTEGER NOT NULL,
  "started_by" UUID NOT NULL,
  "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "days" INTEGER,
  "from_at" TIMESTAMPTZ(3) NOT NULL,
  "until_at" TIMESTAMPTZ(3),
  "cursor_at" TIMESTAMPTZ(3),
  "cursor_id" UUID,
  "oldest_at" TIMESTAMPTZ(3),
  "examined" INTEGER NOT NULL DEFAULT 0,
  "total" INTEGER,
  "counts" JSONB NOT NULL,
  "decision" JSONB,
  "lease_until" TIMESTAMPTZ(3),
  "finished_at" TIMESTAMPTZ(3),
  "finished_by" UUID,
  "failure" TEXT,
  CONSTRAINT "policy_comparisons_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "policy_comparison_actions" (
  "comparison_id" UUID NOT NULL,
  "action_id" UUID NOT NULL,
  "from_outcome" TEXT,
  "to_outcome" TEXT,
  "alarm" BOOLEAN NOT NULL DEFAULT false,
  "failed" BOOLEAN NOT NULL DEFAULT false,
  "rejected" BOOLEAN NOT NULL DEFAULT false,
  "why" TEXT NOT NULL DEFAULT '',
  CONSTRAINT "policy_comparison_actions_pkey" PRIMARY KEY ("comparison_id", "action_id")
);

CREATE INDEX "policy_proposals_base_version_idx" ON "policy_proposals"("base_version");
CREATE INDEX "policy_comparisons_document_hash_idx" ON "policy_comparisons"("document_hash");
CREATE INDEX "policy_comparisons_kind_started_at_idx" ON "policy_comparisons"("kind", "started_at" DESC);
ALTER TABLE "policy_drafts" ADD CONSTRAINT "policy_drafts_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "policy_comparison_actions" ADD CONSTRAINT "policy_comparison_actions_comparison_id_fkey" FOREIGN KEY ("comparison_id") REFERENCES "policy_comparisons"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ── What Prisma's schema cannot say ────────────────────────────────────────
ALTER TABLE policy_proposals ADD CONSTRAINT policy_proposals_end CHECK (ended IN ('published', 'declined', 'withdrawn', 'overtaken') AND (ended IS NULL) = (ended_at IS NULL)),
  -- Nobody confirms their own, whatever the code above says.
  ADD CONSTRAINT policy_proposals_two CHECK (ended IS DISTINCT FROM 'published' OR ended_by IS DISTINCT FROM proposed_by);
ALTER TABLE policy_comparisons ADD CONSTRAINT policy_comparisons_kind CHECK (kind IN ('simulation', 'shadow') AND (kind = 'simulation') = (until_at IS NOT NULL));
-- One draft at a time runs beside the live policy.
CREATE UNIQUE INDEX policy_comparisons_one_shadow ON policy_comparisons (kind) WHERE kind = 'shadow' AND finished_at IS NULL;
CREATE INDEX policy_comparisons_open ON policy_comparisons (started_at) WHERE finished_at IS NULL;
CREATE INDEX policy_comparison_cells ON policy_comparison_actions (comparison_id, from_outcome, to_outcome, action_id DESC);
-- Who confirmed a version that loosens; its author is in published_by.
ALTER TABLE "policy_versions" ADD COLUMN "confirmed_by" UUID;
