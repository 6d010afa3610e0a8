-- CreateTable
CREATE TABLE "tool_proposals" (
    "id" UUID NOT NULL,
    "tool_id" UUID NOT NULL,
    "base_version" INTEGER NOT NULL,
    "definition" JSONB NOT NULL,
    "loosens" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "proposed_by" UUID NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended" TEXT,
    "ended_by" UUID,
    "ended_at" TIMESTAMPTZ(3),
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "tool_proposals_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "tool_proposals" ADD CONSTRAINT "tool_proposals_tool_id_fkey" FOREIGN KEY ("tool_id") REFERENCES "tools"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ── What Prisma's schema cannot say ────────────────────────────────────────
ALTER TABLE tool_proposals ADD CONSTRAINT tool_proposals_end CHECK (ended IN ('published', 'declined', 'withdrawn', 'overtaken') AND (ended IS NULL) = (ended_at IS NULL)),
  -- Nobody confirms their own, whatever the code above says.
  ADD CONSTRAINT tool_proposals_two CHECK (ended IS DISTINCT FROM 'published' OR ended_by IS DISTINCT FROM proposed_by);
-- One waits at a time: the next replaces it.
CREATE UNIQUE INDEX tool_proposals_open ON tool_proposals (tool_id) WHERE ended IS NULL;
