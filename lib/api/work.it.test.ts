import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { approve } from "@/lib/actions/decide";
import { halt, liftHalt } from "@/lib/actions/halts/halt";
import { rollBack } from "@/lib/actions/roll-back";
import { addTool, seen } from "@/lib/actions/testing";
import { useDatabase } from "@/lib/db/testing";
import { stopListening } from "@/lib/notify/listen";
import { closeQueue } from "@/lib/queue/later";
import { releaseHolds } from "./hold";
import { agentClient, asAction, assembleApi, listening } from "./testing";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
useDatabase();
let cast: Awaited<ReturnType<typeof assembleApi>>;
let server: Awaited<ReturnType<typeof listening>>;
const leaving = new AbortController();
beforeAll(async () => {
  cast = await assembleApi();
  server = await listening();
  await addTool("hang_sign", { access: "write", connector: "by-agent", binding: { rollBack: true }, reversibility: "compensable" });
});
afterAll(async () => {
  leaving.abort();
  releaseHolds();
  await server.close();
  await stopListening();
  await closeQueue();
});

type Work = { action: string; tool: string; rollback_of: string | null };

/** What an agent hears on the open line, as it comes. */
async function follow(key: string): Promise<Work[]> {
  const response = await fetch(`${server.url}/api/v1/work`, { headers: { Authorization: `Bearer ${key}` }, signal: leaving.signal });
  expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
  const heard: Work[] = [];
  void (async () => {
    let text = "";
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      for (let end = text.indexOf("\n\n"); end !== -1; end = text.indexOf("\n\n")) {
        const data = /^data: (.*)$/m.exec(text.slice(0, end))?.[1];
        text = text.slice(end + 2);
        if (data) heard.push(JSON.parse(data) as Work);
      }
    }
  })().catch(() => undefined);
  return heard;
}

const soon = { timeout: 15_000 };

test("an agent hears of what is its own to run as it is approved, and of what of it is to be undone", async () => {
  const other = await agentClient(cast.admin, cast.owner, "idle-bot");
  const heard = await follow(cast.key);
  const others = await follow(other.key);
  const { id } = asAction(await cast.bot.submit({ tool: "hang_sign", params: { customer: "cus_81" } }));
  await cast.bot.submit({ tool: "look_up", params: { customer: "cus_81" } }); // a worker's
  await approve(cast.reviewer, await seen({ id }));
  await vi.waitFor(() => expect(heard).toEqual([{ action: id, revision: 1, tool: "hang_sign", summary: "hang_sign (none) for cus_81", dry_run: false, rollback_of: null }]), soon);
  const { grant } = (await cast.bot.send("POST", `/actions/${id}/grant`)).json as { grant: string };
  expect((await cast.bot.send("POST", `/actions/${id}/result`, { body: { grant, outcome: "succeeded" } })).status).toBe(200);

  // What could not be fetched yet is not told yet; who connects later hears what waits by then.
  const held = await halt(cast.admin, { scope: "agent", targetId: cast.agent.id, rollbacks: true, reason: "Wait" });
  const undo = await rollBack(cast.second, { id, revision: 1, note: "The wrong door" });
  await approve(cast.reviewer, await seen(undo));
  const { id: more } = asAction(await other.submit({ tool: "hang_sign", params: { customer: "cus_82" } }));
  await approve(cast.reviewer, await seen({ id: more }));
  await vi.waitFor(() => expect(others).toMatchObject([{ action: more }]), soon);
  expect(heard).toHaveLength(1);
  await liftHalt(cast.admin, { id: held, reason: "Go on" });
  await vi.waitFor(() => expect(heard.slice(1)).toMatchObject([{ action: undo.id, rollback_of: id }]), soon);
  const late = await follow(cast.key);
  await vi.waitFor(() => expect(late).toMatchObject([{ action: undo.id, rollback_of: id }]), soon);
});
