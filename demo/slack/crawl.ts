import type { Block } from "./shapes";
import type { Workspace } from "./workspace";

/** As Slack's robots call themselves: https://docs.slack.dev/reference/slack-crawlers */
const SLACKBOT = "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)";
const MOST_KEPT = 1_000;

/** Follows every link in what was posted, as Slack does. Only those to `host`: the demo looks at no other machine. */
export async function crawl(workspace: Workspace, blocks: readonly Block[], host: string): Promise<void> {
  for (const url of new Set(linksIn(blocks))) {
    if (!URL.canParse(url) || new URL(url).host !== host) continue;
    const status = await fetch(url, { headers: { "User-Agent": SLACKBOT }, redirect: "follow", signal: AbortSignal.timeout(5_000) }).then(
      async (answer) => {
        await answer.body?.cancel();
        return answer.status;
      },
      () => "failed" as const,
    );
    workspace.visits = [...workspace.visits, { url, status }].slice(-MOST_KEPT);
  }
}

function linksIn(value: unknown): string[] {
  if (typeof value === "string") return value.match(/https?:\/\/[^\s<>|"]+/g) ?? [];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(linksIn);
}
