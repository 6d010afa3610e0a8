import Link from "next/link";
import { FlaggedText } from "@/components/ui/flagged-text";
import type { ActionLine } from "@/lib/actions/shown/person-view";
import { paths } from "@/lib/paths";
import { ModeMark, ReversibilityMark } from "./marks";
import { ActionStateBadge } from "./state-badge";
import { TierBadge } from "./tier-badge";
import { When } from "./when";
import { marks as words } from "./words";

type Props = { label: string; lines: readonly ActionLine[]; /** Every row says its state: where the list mixes them. */ states?: boolean };

/** Actions, one row each; the whole row leads to the action. */
export function ActionList({ label, lines, states = false }: Props) {
  return (
    <ul aria-label={label} className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface shadow-sm">
      {lines.map((line) => (
        <ActionRow key={line.id} line={line} states={states} />
      ))}
    </ul>
  );
}

function ActionRow({ line, states }: { line: ActionLine; states: boolean }) {
  return (
    <li className="group relative flex min-h-13 flex-col gap-x-3 gap-y-1.5 px-3 py-2 hover:bg-hover/60 sm:flex-row sm:items-center">
      <div className="flex shrink-0 items-center gap-2 sm:w-24">
        <TierBadge tier={line.tier} />
        <span className="ml-auto text-xs text-muted sm:hidden">
          <When line={line} />
        </span>
      </div>
      <div className="min-w-0 flex-1">
        <Link
          href={paths.action(line.id)}
          prefetch={false}
          className="block text-sm font-medium text-ink no-underline underline-offset-2 after:absolute after:inset-0 group-hover:underline sm:truncate"
        >
          <FlaggedText text={line.summary} className="sm:whitespace-nowrap" />
        </Link>
        <p className="mt-0.5 text-xs text-muted sm:truncate">
          {line.agent.name}
          {line.reason && (
            <>
              <span aria-hidden="true"> · </span>
              <span className="sr-only">{words.because} </span>
              <FlaggedText text={line.reason} className="sm:whitespace-nowrap" />
            </>
          )}
        </p>
      </div>
      <div className="flex shrink-0 flex-wrap items-center gap-1.5 sm:justify-end">
        <ModeMark mode={line.mode} dryRun={line.dryRun} />
        {(states || line.effectAt) && (
          <span className="xl:w-36">
            <ActionStateBadge state={line.state} effectAt={line.effectAt} />
          </span>
        )}
        <span className="xl:w-32">
          <ReversibilityMark {...line} />
        </span>
      </div>
      <div className="hidden shrink-0 text-right text-xs text-muted sm:block sm:w-28">
        <When line={line} />
      </div>
    </li>
  );
}
