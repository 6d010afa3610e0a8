import { db, sql } from "@/lib/db/tx";
import type { KnownFact } from "./person-view";
import type { ActionRow } from "./row";

type AttemptRow = {
  number: number;
  startedAt: Date;
  sentAt: Date | null;
  finishedAt: Date | null;
  detail: { kind?: string; reason?: string; detail?: { status?: number; body?: unknown } | null; late?: { kind: string; reason?: string } } | null;
};

/** What the rows say of an action whose outcome nobody knows, for whoever has to find out. */
export async function whatWeKnow({ id, revision, connectorId }: ActionRow): Promise<KnownFact[]> {
  const [attempts, connector, snapshot, granted] = await Promise.all([
    db.all<AttemptRow>(sql`SELECT number, started_at, sent_at, finished_at, detail FROM attempts WHERE action_id = ${id} AND revision = ${revision} ORDER BY number`),
    db.one<{ kind: string; name: string }>(sql`SELECT kind, name FROM connectors WHERE id = ${connectorId}::uuid`),
    db.one<{ takenAt: Date }>(sql`SELECT taken_at FROM snapshots WHERE action_id = ${id} AND revision = ${revision} AND before IS NOT NULL`),
    db.one<{ fetchedAt: Date | null }>(sql`SELECT fetched_at FROM grants WHERE action_id = ${id} AND revision = ${revision}`),
  ]);
  const facts: KnownFact[] = [{ text: attempts.length === 1 ? "One attempt was made." : `${attempts.length} attempts were made.`, at: attempts.at(-1)?.startedAt.toISOString() ?? null }];
  if (granted) facts.push({ text: "The agent fetched its grant, and did not report back in time.", at: granted.fetchedAt?.toISOString() ?? null });
  for (const attempt of attempts) facts.push(...factsOf(attempt, granted !== undefined));
  if (snapshot) facts.push({ text: "What the target held before was recorded, and is compared when the target is asked.", at: snapshot.takenAt.toISOString() });
  if (connector && connector.kind !== "agent") facts.push({ text: `Its idempotency key at ${connector.name} is ${id}:${revision}.`, at: null });
  return facts;
}

function factsOf({ number, sentAt, finishedAt, detail }: AttemptRow, byAgent: boolean): KnownFact[] {
  const facts: KnownFact[] = [];
  const attempt = `Attempt ${number}`;
  if (!byAgent) {
    // Calls that may be repeated are not noted as they leave.
    facts.push(sentAt ? { text: `${attempt}: the request left.`, at: sentAt.toISOString() } : { text: `${attempt}: that the request left was not noted.`, at: null });
    const status = detail?.detail?.status;
    if (status !== undefined) facts.push({ text: `${attempt}: an answer began to come, with status ${status}.`, at: null });
    else if (sentAt) facts.push({ text: `${attempt}: no byte of an answer was kept.`, at: null });
  }
  if (!finishedAt) facts.push({ text: `${attempt} never ended: its worker did not come back.`, at: null });
  if (detail?.late) facts.push({ text: `${attempt}: a late result was refused, which said ${detail.late.kind}${detail.late.reason ? ` (${detail.late.reason})` : ""}.`, at: null });
  return facts;
}
