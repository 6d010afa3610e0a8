import { slackApi } from "@/lib/api/slack/app";

export const dynamic = "force-dynamic";

/** For `next dev`; server.ts hands this address to the same app. */
export const POST = (request: Request) => slackApi.fetch(request);
