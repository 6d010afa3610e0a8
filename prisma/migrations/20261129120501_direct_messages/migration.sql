-- AlterTable
ALTER TABLE "slack_links" ADD COLUMN     "channel_id" TEXT;
