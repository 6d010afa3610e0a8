import type { ActionLine, Count, QueueFilters, QueueLine, QueueView } from "@/lib/actions/shown/person-view";
import type { Person } from "@/lib/actor";
import { db, sql } from "@/lib/db/tx";
import { arrivedSince, linesOf, queueCounts, queuePage } from "./queries";
import { reviewArrived, reviewCounts, reviewPage, REVIEW_VIEWS, type ReviewView } from "./review-queue";
import { LIVE_TAKE } from "./take";

/** One page of a view of the queue as it stands for a person, whoever made the view. */
export async function deskPage(person: Person, view: QueueView, filters: QueueFilters, after?: string, size?: number): Promise<{ lines: QueueLine[]; older: string | null }> {
  if (!isReview(view)) {
    const page = await queuePage(view, after, size, filters);
    return { lines: page.lines.map(quiet), older: page.older };
  }
  const { lines, after: older } = await reviewPage(person, view, narrowed(filters), after, size);
  return { lines: lines.map(({ taken, assigned, askedAt, ...line }) => ({ ...plain(line), taken: taken && { name: taken.name, mine: taken.mine }, assigned, askedAt })), older };
}

export async function deskCounts(person: Person): Promise<Record<QueueView, Count>> {
  const [review, others] = await Promise.all([reviewCounts(person), queueCounts()]);
  return { ...others, ...review };
}

/** How many came into a view since it was read. */
export const deskArrived = (person: Person, view: QueueView, since: Date, filters: QueueFilters): Promise<Count> =>
  isReview(view) ? reviewArrived(person, view, since, narrowed(filters)) : arrivedSince(view, since, filters);

/** These actions as they are now, for a list that shows them already. */
export async function deskLines(person: Person, ids: readonly string[]): Promise<QueueLine[]> {
  const [lines, around] = await Promise.all([
    linesOf(ids),
    db.all<{ id: string; askedAt: Date | null; holderId: string | null; name: string | null; asked: string | null; askedMine: boolean }>(sql`
      SELECT a.id, a.asked_at, p.id AS holder_id, p.name, coalesce(asked.name, asked_group.name) AS asked,
             (a.assignee_id = ${person.id} OR a.assignee_group_id = ANY(${person.groupIds}::uuid[])) IS TRUE AS asked_mine FROM actions a
        LEFT JOIN takes t ON t.action_id = a.id AND ${LIVE_TAKE} AND a.state = 'pending'
        LEFT JOIN people p ON p.id = t.person_id AND p.deactivated_at IS NULL
        LEFT JOIN people asked ON asked.id = a.assignee_id LEFT JOIN groups asked_group ON asked_group.id = a.assignee_group_id WHERE a.id = ANY(${ids}::uuid[])`),
  ]);
  const known = new Map(around.map((row) => [row.id, row]));
  return lines.map((line) => {
    const { askedAt = null, holderId = null, name = null, asked = null, askedMine = false } = known.get(line.id) ?? {};
    return { ...line, taken: name === null ? null : { name, mine: holderId === person.id }, assigned: asked === null ? null : { name: asked, mine: askedMine }, askedAt: askedAt?.toISOString() ?? null };
  });
}

const isReview = (view: QueueView): view is ReviewView => (REVIEW_VIEWS as readonly string[]).includes(view);
const narrowed = ({ agent, ...filters }: QueueFilters) => ({ ...filters, agentId: agent });
const quiet = (line: ActionLine): QueueLine => ({ ...line, taken: null, assigned: null, askedAt: null });

/** Only what a row shows goes to the browser. */
function plain({ id, mode, dryRun, state, tier, summary, tool, agent, reason, reversibility, reads, rollback, submittedAt, stateAt, deadlineAt, effectAt }: ActionLine): ActionLine {
  return { id, mode, dryRun, state, tier, summary, tool, agent, reason, reversibility, reads, rollback, submittedAt, stateAt, deadlineAt, effectAt };
}
