import { spawn } from "node:child_process";
import { db, sql, transact } from "@/lib/db/tx";
import { newId } from "@/lib/ids";
import type { Person } from "@/lib/actor";
import type { Message as Written } from "./blocks";

/** For tests: the demo's Slack workspace, a program of its own that holds to Slack's limits and signs as Slack does. */
export const TOKEN = "xoxb-demo-only-for-tests-0123456789";
export const SECRET = "a-signing-secret-only-for-tests";

type Kept = { channel: string; ts: string; thread_ts?: string; edited: number } & Written;
export type SlackState = {
  messages: Kept[];
  ephemerals: ({ channel: string; user: string } & Written)[];
  views: { id: string; user: string; callback_id: string; errors?: Record<string, string> }[];
  calls: { method: string; ok: boolean; error?: string; channel?: string; at: number }[];
  visits: { url: string; status: number | "failed" }[];
};
export type Answered = { status: number | "timeout"; ms: number; body: string };

/** Starts it; clicks go to `interactionsUrl`. Call it before the configuration is read, which then names it. */
export async function fakeSlack(interactionsUrl: string) {
  const child = spawn(process.execPath, ["--import", "tsx", "demo/slack/main.ts"], {
    env: { ...process.env, SLACK_PORT: "0", SLACK_BOT_TOKEN: TOKEN, SLACK_SIGNING_SECRET: SECRET, SLACK_INTERACTIONS_URL: interactionsUrl },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let said = "";
    child.once("exit", (code) => reject(new Error(`the workspace ended with ${code}`)));
    child.stdout.on("data", (chunk: Buffer) => {
      said += String(chunk);
      const ready = /slack ready (\S+)/.exec(said)?.[1];
      if (ready) resolve(ready);
    });
  });
  process.env.SLACK_DEMO_URL = `${url}/api`;

  const post = async <T>(path: string, body: Record<string, string> | object, asJson = false): Promise<T> => {
    const answer = await fetch(url + path, {
      method: "POST",
      headers: { "X-Demo": "1", ...(asJson && { "Content-Type": "application/json" }) },
      body: asJson ? JSON.stringify(body) : new URLSearchParams(body as Record<string, string>),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const state = async () => (await (await fetch(`${url}/state.json`)).json()) as SlackState;
  return {
    url,
    state,
    /** Messages that carry this action's link, the newest last; those of threads too. */
    about: async (actionId: string) => (await state()).messages.filter((message) => JSON.stringify(message.blocks).includes(actionId)),
    notesTo: async (user: string) => (await state()).ephemerals.filter((note) => note.user === user),
    press: (as: string, { channel, ts }: Pick<Kept, "channel" | "ts">, actionId: string, value?: string) => post<Answered>("/press", { as, channel, ts, action_id: actionId, ...(value !== undefined && { value }) }),
    submit: (as: string, view: string, values: Record<string, string>) => post<Answered>("/submit", { as, view, ...values }),
    faults: (faults: object) => post<{ ok: true }>("/faults", faults, true),
    close: async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.removeAllListeners("exit");
      child.once("exit", () => undefined);
      child.kill("SIGTERM");
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 2_000))]);
    },
  };
}

export type FakeSlack = Awaited<ReturnType<typeof fakeSlack>>;

/** Links a person to a Slack user without the ceremony. */
export async function linked(person: Person, userId: string, teamId = "T0ACME"): Promise<void> {
  await transact((tx) => tx.run(sql`INSERT INTO slack_links (id, person_id, team_id, user_id, user_name) VALUES (${newId()}, ${person.id}, ${teamId}, ${userId}, ${person.name})`));
}

/** Lets time pass for whatever waits to be sent, and for how lately messages came. */
export async function makeDue(): Promise<void> {
  await db.run(sql`UPDATE deliveries SET next_at = clock_timestamp() - interval '1 second' WHERE status = 'waiting'`);
}
export async function ageMessages(): Promise<void> {
  await db.run(sql`UPDATE slack_messages SET posted_at = posted_at - interval '1 hour'`);
}
