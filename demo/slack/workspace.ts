import { randomBytes } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Block, Sent } from "./shapes";

export type User = { id: string; name: string; real_name: string; email: string; is_restricted: boolean; deleted: boolean };
export type Channel = { id: string; name: string; members: string[] };
export type Message = { channel: string; ts: string; thread_ts?: string; text: string; blocks: Block[]; edited: number; at: number };
/** Seen by one user alone, and gone with the next start. */
export type Ephemeral = { channel: string; user: string; text: string; blocks: Block[]; at: number };
export type View = Sent<"views.open">["view"] & { id: string; user: string; errors?: Record<string, string> };
export type Call = { method: string; ok: boolean; error?: string; channel?: string; at: number };
export type Visit = { url: string; status: number | "failed" };

type Kept = { messages: Message[]; users: User[] };

export const TEAM = { id: "T0ACME", name: "Acme Furniture", domain: "acme-demo" };
export const BOT = { id: "U0COUNTERSIGN", name: "Countersign" };

const user = (id: string, name: string, more: Partial<User> = {}): User => ({
  id,
  name: name.toLowerCase(),
  real_name: name,
  email: `${name.toLowerCase()}@acme.example`,
  is_restricted: false,
  deleted: false,
  ...more,
});

/** A Slack workspace of Acme's: people, channels, and what was written there. Kept in a file where one is named. */
export class Workspace {
  users: User[] = [
    user("U0ROSA", "Rosa"),
    user("U0RAVI", "Ravi"),
    user("U0ADA", "Ada"),
    user("U0OTTO", "Otto"),
    user("U0SAM", "Sam"),
    user("U0GWEN", "Gwen", { is_restricted: true, email: "gwen@partner.example" }),
  ];
  channels: Channel[] = [
    { id: "C0APPROVALS", name: "approvals", members: [BOT.id] },
    { id: "C0ADMINS", name: "admins", members: [BOT.id] },
    { id: "C0RANDOM", name: "random", members: [] },
  ];
  messages: Message[] = [];
  ephemerals: Ephemeral[] = [];
  views: View[] = [];
  calls: Call[] = [];
  visits: Visit[] = [];
  /** Trigger ids that may still open a view: until when, and for whom. */
  readonly triggers = new Map<string, { until: number; user: string }>();
  down = false;
  /** Lets everything through: for tests of what is not about limits. */
  unlimited = false;
  private lastTs = 0;

  constructor(private readonly file?: string) {
    if (!file) return;
    try {
      const kept = JSON.parse(readFileSync(file, "utf8")) as Kept;
      this.messages = kept.messages;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
  }

  /** A channel, or the conversation with one user that their id stands for. */
  channel(id: string): Channel | undefined {
    const known = this.channels.find((channel) => channel.id === id);
    if (known) return known;
    const other = this.user(id);
    return other && { id: `D${other.id.slice(1)}`, name: `@${other.name}`, members: [BOT.id, other.id] };
  }

  user(id: string): User | undefined {
    return this.users.find((known) => known.id === id);
  }

  find(channel: string, ts: string): Message | undefined {
    return this.messages.find((message) => message.channel === channel && message.ts === ts);
  }

  write(message: Omit<Message, "ts" | "edited" | "at">): Message {
    const now = Date.now();
    this.lastTs = Math.max(this.lastTs + 1, now * 1000);
    const written = { ...message, ts: `${Math.floor(this.lastTs / 1e6)}.${String(this.lastTs % 1e6).padStart(6, "0")}`, edited: 0, at: now };
    this.messages.push(written);
    this.keep();
    return written;
  }

  /** The right to open one view within three seconds. */
  trigger(userId: string): string {
    const id = `${Date.now()}.${randomBytes(8).toString("hex")}`;
    this.triggers.set(id, { until: Date.now() + 3_000, user: userId });
    return id;
  }

  keep(): void {
    if (!this.file) return;
    this.messages = this.messages.slice(-500);
    writeFileSync(`${this.file}.new`, JSON.stringify({ messages: this.messages, users: this.users } satisfies Kept));
    renameSync(`${this.file}.new`, this.file);
  }
}
