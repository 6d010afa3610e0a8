-- AlterTable
ALTER TABLE "classifications" ADD COLUMN     "unmatched" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "limit_counters" (
    "name" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "per" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "used" DECIMAL(30,6) NOT NULL,
    "max" DECIMAL(30,6) NOT NULL,

    CONSTRAINT "limit_counters_pkey" PRIMARY KEY ("name","scope","mode","per","starts_at")
);
