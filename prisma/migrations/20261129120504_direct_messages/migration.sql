-- AlterTable
ALTER TABLE "slack_links" ADD COLUMN IF NOT EXISTS "channel_id" TEXT;
