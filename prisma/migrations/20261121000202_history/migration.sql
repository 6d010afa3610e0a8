-- CreateTable
CREATE TABLE "agent_history" (
    "agent_id" UUID NOT NULL,
    "mode" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "uses" INTEGER NOT NULL,
    "amounts" INTEGER NOT NULL,
    "total" DOUBLE PRECISION NOT NULL,
    "squares" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "agent_history_pkey" PRIMARY KEY ("agent_id","mode","kind","key")
);

-- CreateIndex
CREATE INDEX "agent_history_last_at_idx" ON "agent_history"("agent_id", "mode", "kind", "last_at");
