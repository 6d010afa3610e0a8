import { inOtherWords, mayApprove, type Answer } from "@/lib/actions/may";
import { approvableBy, reachOf } from "@/lib/actions/reach";
import { standingFor } from "@/lib/actions/standing";
import type { Person } from "@/lib/actor";
import { db, sql } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { isAdmin } from "@/lib/people/may";
import { personById } from "./assign";
import { reviewPage, type ReviewLine } from "./review-queue";

/** Whether a person may approve an action, and if not why; `waitsFor` are the groups whose places are open to them or others. */
export type MayI = { may: true | string; groups: string[]; standsInFor: string[]; needs: { group: string; approvals: number }[]; escalatedTo: string | null };

/** "Why not this one?": of oneself, or as an admin of anybody. @throws Refusal `not_found`, `not_permitted` */
export async function mayI(person: Person, actionId: string, of: string = person.id): Promise<MayI> {
  const whom = await about(person, of);
  const { action, standing, member, standsInFor } = await standingFor(db, whom, actionId);
  const answer = mayApprove(whom, action, standing);
  const said: Answer = whom.id === person.id ? answer : inOtherWords(answer, whom, action, standing);
  return {
    may: said === true || said.reason,
    groups: member,
    standsInFor,
    needs: standing.slots,
    escalatedTo: action.escalatedAt ? action.escalateTo : null,
  };
}

/** What waits and may be approved by this person, most urgent first, and how much of all that waits that is. */
export type MayApprove = { lines: ReviewLine[]; may: number; waiting: number; groups: string[] };

/** "What may this person approve?": of oneself, or as an admin of anybody. Counts up to `most`. */
export async function whatMayApprove(person: Person, of: string = person.id, most = 1_000): Promise<MayApprove> {
  const whom = await about(person, of);
  const reach = await reachOf(whom);
  const [page, counts] = await Promise.all([
    reach ? reviewPage(whom, "mine") : undefined,
    db.one<{ may: number; waiting: number }>(sql`
      SELECT ${reach ? sql`(SELECT count(*)::int FROM (SELECT 1 FROM actions a JOIN classifications c ON c.action_id = a.id AND c.revision = a.revision WHERE ${approvableBy(reach)} LIMIT ${most}) few)` : sql`0`} AS may,
             (SELECT count(*)::int FROM (SELECT 1 FROM actions WHERE state = 'pending' LIMIT ${most}) few) AS waiting`),
  ]);
  return { lines: page?.lines ?? [], groups: reach?.groups ?? [], ...counts! };
}

/** Whom the question is about. @throws Refusal `not_permitted` for others than admins, `not_found` */
export async function about(person: Person, of: string): Promise<Person> {
  if (of === person.id) return person;
  if (!isAdmin(person)) throw new Refusal("not_permitted", "Only admins ask this about others.");
  const whom = await personById(db, of);
  if (!whom) throw new Refusal("not_found", "There is no such active person. Reload the page.");
  return whom;
}
