import Link from "next/link";
import { Elapsed } from "@/components/time";
import { FlaggedText } from "@/components/ui/flagged-text";
import { TierBadge } from "@/components/actions/tier-badge";
import { number, roughly, share } from "@/components/words";
import { paths } from "@/lib/paths";
import type { Figures, OpenNow } from "@/lib/overview/overview-view";
import { Stat } from "./stat";
import { words } from "./words";

/** What waits now, and how deciding went. */
export function Stats({ open, figures }: { open: OpenNow; figures: Figures }) {
  const { approved, rejected, expired } = figures.ended;
  const { p50, p95 } = figures.toDecision;
  const waiting = open.tiers.reduce((sum, { number: of }) => sum + of, 0);
  const atLeast = open.tiers.some(({ more }) => more);
  return (
    <dl className="mb-4 grid grid-cols-2 gap-3 lg:grid-cols-3 xl:grid-cols-6">
      <Stat
        title={words.open.title}
        value={
          <Link href={paths.queue} className="text-ink underline-offset-4 hover:underline pointer-coarse:-my-2 pointer-coarse:inline-flex pointer-coarse:min-h-11 pointer-coarse:min-w-11 pointer-coarse:items-center">
            {number(waiting)}
            {atLeast && "+"}
          </Link>
        }
      >
        {waiting === 0 ? (
          words.open.none
        ) : (
          <ul className="flex flex-col items-start gap-1">
            {open.tiers
              .filter((one) => one.number > 0)
              .map(({ tier, number: of, more }) => (
                <li key={tier} className="flex items-center gap-1.5">
                  <TierBadge tier={tier} /> {number(of)}
                  {more && "+"}
                </li>
              ))}
          </ul>
        )}
      </Stat>
      <Stat title={words.oldest.title} value={open.oldest ? <Elapsed since={open.oldest.submittedAt} /> : "–"}>
        {open.oldest ? (
          <Link href={paths.action(open.oldest.id)} className="line-clamp-2 text-muted hover:text-ink">
            <FlaggedText text={open.oldest.summary} />
          </Link>
        ) : (
          words.oldest.none
        )}
      </Stat>
      <Stat title={words.toDecision.title} value={p50 === null ? "–" : roughly(p50)}>
        {p50 === null || p95 === null ? (
          words.toDecision.none
        ) : (
          words.toDecision.spread(roughly(p95))
        )}
      </Stat>
      <Stat title={words.expired.title} value={share(expired, approved + rejected + expired)}>
        {approved + rejected + expired === 0 ? words.expired.none : words.expired.of(expired, approved + rejected + expired)}
      </Stat>
      <Stat title={words.rejected.title} value={share(rejected, approved + rejected)}>
        {approved + rejected === 0 ? words.toDecision.none : words.rejected.of(rejected, approved + rejected)}
      </Stat>
      <Stat title={words.rolledBack.title} value={number(figures.rolledBack)}>
        {words.rolledBack.of(figures.rolledBack)}
      </Stat>
    </dl>
  );
}
