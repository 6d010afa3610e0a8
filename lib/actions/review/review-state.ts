import { snoozedBy } from "@/lib/actions/desk/snooze";
import { holderOf, takenView } from "@/lib/actions/desk/take";
import type { ReviewState } from "@/lib/actions/shown/review-view";
import type { Person } from "@/lib/actor";
import { db, sql } from "@/lib/db/tx";
import type { QuestionRow } from "./ask";


export async function reviewState(person: Person, id: string): Promise<ReviewState> {
  const [holder, around, questions] = await Promise.all([
    holderOf(db, id),
    db.one<{ assigneeId: string | null; groupId: string | null; name: string | null; inGroup: boolean; until: Date | null }>(sql`
      SELECT a.assignee_id, a.assignee_group_id AS group_id, coalesce(p.name, g.name) AS name,
             EXISTS (SELECT FROM group_members m WHERE m.group_id = a.assignee_group_id AND m.person_id = ${person.id}) AS in_group,
             (SELECT s.until FROM snoozes s WHERE s.person_id = ${person.id} AND s.action_id = a.id AND ${snoozedBy(person.id)}) AS until
        FROM actions a LEFT JOIN people p ON p.id = a.assignee_id LEFT JOIN groups g ON g.id = a.assignee_group_id WHERE a.id = ${id}`),
    db.all<QuestionRow & { name: string }>(sql`SELECT q.*, p.name FROM questions q JOIN people p ON p.id = q.person_id WHERE q.action_id = ${id} ORDER BY q.asked_at LIMIT 100`),
  ]);
  const { assigneeId = null, groupId = null, name = null, inGroup = false, until = null } = around ?? {};
  return {
    taken: takenView(person, id, holder),
    assigned: assigneeId ? { kind: "person", id: assigneeId, name: name ?? "", mine: assigneeId === person.id } : groupId ? { kind: "group", id: groupId, name: name ?? "", mine: inGroup } : null,
    questions: questions.map((row) => ({
      id: row.id,
      revision: row.revision,
      by: row.name,
      mine: row.personId === person.id,
      question: row.question,
      at: row.askedAt.toISOString(),
      pausedFor: row.pausedFor,
      answer: row.answer,
      answeredAt: row.answeredAt?.toISOString() ?? null,
      closed: row.closedAt !== null,
    })),
    snoozedUntil: until?.toISOString() ?? null,
  };
}
