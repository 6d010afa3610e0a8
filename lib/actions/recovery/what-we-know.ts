import type { ActionRow } from "@/lib/actions/row";
import type { KnownFact } from "@/lib/actions/shown/person-view";
import { db, sql } from "@/lib/db/tx";

type AttemptRow = {
  number: number;
  startedAt: Date;
  sentAt: Date | null;
  finishedAt: Date | null;
  detail: { kind?: string; sent?: boolean; detail?: { status?: number; /** Where it broke off. */ bytes?: number; body?: unknown } | null; late?: { kind: string; reason?: string } } | null;
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
  const say = (text: string, at: Date | null = null) => facts.push({ text: `Attempt ${number}${text}`, at: at?.toISOString() ?? null });
  if (!byAgent) {
    // The moment is noted only of what may not be repeated.
    if (sentAt || detail?.sent) say(": the request left.", sentAt);
    else if (detail?.sent === false) say(": the request did not leave.");
    else say(": whether the request left was not noted.");
    if (sentAt || detail?.sent) say(`: ${answerOf(detail)}.`);
  }
  if (!finishedAt) say(" never ended: its worker did not come back.");
  if (detail?.late) say(`: a late result was refused, which said ${detail.late.kind}${detail.late.reason ? ` (${detail.late.reason})` : ""}.`);
  return facts;
}

function answerOf(detail: AttemptRow["detail"]): string {
  const { status, bytes, body } = detail?.detail ?? {};
  if (status === undefined) return detail === null || detail.kind === "lease_over" ? "if an answer came, it is lost with its worker" : "no byte of an answer came";
  if (bytes === undefined) return `it was answered, with status ${status}`;
  const came = bytes === 1 ? "1 byte" : `${bytes} bytes`;
  return `an answer began, with status ${status}, and broke off after ${came}${typeof body === "string" && body !== "" ? `: ${body}` : ""}`;
}
