-- CreateTable
CREATE TABLE "limit_holdings" (
    "action_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "per" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "amount" DECIMAL(30,6) NOT NULL,

    CONSTRAINT "limit_holdings_pkey" PRIMARY KEY ("action_id","name","scope","per")
);

-- CreateIndex
CREATE INDEX "limit_holdings_per_starts_at_idx" ON "limit_holdings"("per", "starts_at");
