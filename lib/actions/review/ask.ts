import { createHash } from "node:crypto";
import { mayReject, requireYes } from "@/lib/actions/may";
import { refuse } from "@/lib/actions/move";
import { lockAction, type ActionRow } from "@/lib/actions/row";
import { lockForDecision } from "@/lib/actions/standing";
import type { Agent, Person } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { sql, transact, type Tx } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { tell } from "@/lib/notices/notify";

/** Characters. */
export const LONGEST_QUESTION = 2_000;
export const LONGEST_ANSWER = 4_000;

/** A row of `questions`. */
export type QuestionRow = {
  id: string;
  actionId: string;
  revision: number;
  personId: string;
  question: string;
  askedAt: Date;
  /** Seconds by which the clocks were put off when it was asked. */
  pausedFor: number;
  answer: string | null;
  answeredAt: Date | null;
  closedAt: Date | null;
};

/**
 * Asks the agent something. The action stays pending, waits on the agent and is shown so; one question waits at a time.
 * Where the tier says so the clocks stand still meanwhile: put off now by the most that they may, once per action, and
 * brought back by what the agent did not need.
 * @throws Refusal `conflict` naming who has asked already
 */
export async function ask(person: Person, { id, revision, question }: { id: string; revision: number; question: string }): Promise<ActionRow> {
  const text = question.trim();
  if (text === "" || text.length > LONGEST_QUESTION) {
    throw new Refusal("invalid", "Write a question for the agent.", { faults: [{ pointer: "/question", detail: text === "" ? "is required" : `is at most ${LONGEST_QUESTION} characters` }] });
  }
  return transact(async (tx) => {
    const { action, standing } = await lockForDecision(tx, person, id);
    if (action.revision !== revision || action.state !== "pending") await refuse(tx, { id, revision }, "approve");
    requireYes(mayReject(person, action, standing));
    if (action.effectAt) throw new Refusal("wrong_state", "Enough people have approved this. Take back an approval first, then ask.");
    const open = await tx.one<{ name: string; askedAt: Date }>(sql`
      SELECT p.name, q.asked_at FROM questions q JOIN people p ON p.id = q.person_id WHERE q.action_id = ${id} AND q.answered_at IS NULL AND q.closed_at IS NULL`);
    if (open) throw new Refusal("conflict", `${open.name} has asked something already; the agent has not answered yet.`, { facts: { by: open.name, at: open.askedAt.toISOString() } });
    const paused = await tx.one(sql`SELECT FROM questions WHERE action_id = ${id} AND paused_for > 0 LIMIT 1`);
    const pause = standing.requirement.review === "before" && !paused ? (standing.requirement.pause ?? 0) : 0;
    const questionId = newId();
    await tx.run(sql`
      INSERT INTO questions (id, action_id, revision, person_id, question, paused_for, asked_at)
      VALUES (${questionId}, ${id}, ${revision}, ${person.id}, ${text}, ${pause}, clock_timestamp())`);
    const asked = (await tx.one<ActionRow>(sql`
      UPDATE actions SET asked_at = clock_timestamp(), ${shifted(pause)} WHERE id = ${id} RETURNING *`))!;
    await record(tx, { type: "action.asked", actor: person, action, data: { question_id: questionId, question: text, revision, paused_for: pause } });
    return asked;
  });
}

/**
 * The agent's answer: its words, unverified. The action goes back to whoever asked, if they still may decide; they are
 * told. The same answer to the same question again changes nothing.
 * @throws Refusal `not_found` for what is another agent's, `conflict` for another answer, `wrong_state` once nobody waits for it
 */
export async function answer(agent: Agent, { id, question, answer: text }: { id: string; question: string; answer: string }): Promise<void> {
  await transact(async (tx) => {
    const action = await lockAction(tx, id);
    if (action.agentId !== agent.id || action.mode !== agent.mode) throw new Refusal("not_found", "There is no such action. Check the id; actions of other agents are not shown.");
    const asked = await tx.one<QuestionRow>(sql`SELECT * FROM questions WHERE id = ${question} AND action_id = ${id}`);
    if (!asked) throw new Refusal("not_found", "Nobody asked this question about this action. Read the action: `question.id` names the one that waits.");
    if (asked.answer === text) return;
    if (asked.answeredAt) throw new Refusal("conflict", "This question has been answered. Wait for the next one, or for the decision.");
    if (action.state !== "pending") await refuse(tx, action, "revise");
    if (asked.closedAt) throw new Refusal("wrong_state", "The question was taken back; no answer is needed.");
    await tx.run(sql`UPDATE questions SET answer = ${text}, answered_at = clock_timestamp() WHERE id = ${question}`);
    await resume(tx, asked);
    const back = await tx.one<{ id: string }>(sql`
      UPDATE actions SET assignee_id = p.id FROM people p
       WHERE actions.id = ${id} AND assignee_id IS NULL AND assignee_group_id IS NULL AND p.id = ${asked.personId} AND p.deactivated_at IS NULL AND p.role <> 'auditor'
      RETURNING p.id`);
    const hash = createHash("sha256").update(text).digest("hex");
    await record(tx, { type: "action.answered", actor: agent, action, data: { question_id: question, revision: asked.revision, answer_hash: hash, length: text.length, back_to: back?.id ?? null } });
    await tell(tx, { kind: "answered", people: [asked.personId], actionId: id, text: `${agent.name} has answered your question about “${action.summary}”.` });
  });
}

/** Takes a question back: whoever asked it, or anybody who may decide once they no longer need the answer. @returns whether one was open */
export async function closeQuestion(person: Person, { id, revision }: { id: string; revision: number }): Promise<boolean> {
  return transact(async (tx) => {
    const { action, standing } = await lockForDecision(tx, person, id);
    if (action.revision !== revision || action.state !== "pending") await refuse(tx, { id, revision }, "approve");
    requireYes(mayReject(person, action, standing));
    const open = await tx.one<QuestionRow>(sql`
      UPDATE questions SET closed_at = clock_timestamp() WHERE action_id = ${id} AND answered_at IS NULL AND closed_at IS NULL RETURNING *`);
    if (!open) return false;
    await resume(tx, open);
    await record(tx, { type: "action.question_closed", actor: person, action, data: { question_id: open.id, revision } });
    return true;
  });
}

/** The clocks go on: nearer again by what of the pause was not needed. */
async function resume(tx: Tx, { id, actionId, pausedFor }: QuestionRow): Promise<void> {
  const row = await tx.one<{ unused: number }>(sql`
    SELECT greatest(${pausedFor}::float8 - extract(epoch FROM clock_timestamp() - asked_at)::float8, 0) AS unused FROM questions WHERE id = ${id}`);
  await tx.run(sql`UPDATE actions SET asked_at = NULL, ${shifted(-row!.unused)} WHERE id = ${actionId}`);
}

const shifted = (seconds: number) => {
  const by = sql`${seconds}::float8 * interval '1 second'`;
  return sql`deadline_at = deadline_at + ${by}, remind_at = remind_at + ${by}, escalate_at = escalate_at + ${by}`;
};
