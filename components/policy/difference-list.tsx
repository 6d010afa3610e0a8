import { FlaggedText } from "@/components/ui/flagged-text";
import { Badge } from "@/components/ui/badge";
import type { PolicyDifference } from "@/lib/policy/loop-view";
import { differenceList as text } from "./words";

const TONE = { added: "success", removed: "danger", changed: "info" } as const;

/** What differs between two policies, rule by rule. */
export function DifferenceList({ differences, none = text.none }: { differences: readonly PolicyDifference[]; none?: string }) {
  if (differences.length === 0) return <p className="text-sm text-muted">{none}</p>;
  return (
    <ul className="divide-y divide-line text-sm" aria-label={text.title}>
      {differences.map(({ section, name, change, details }) => (
        <li key={`${section}/${name}`} className="py-2.5 first:pt-0 last:pb-0">
          <p className="mb-1.5 flex flex-wrap items-center gap-2">
            <Badge tone={TONE[change]}>{text.changes[change]}</Badge>
            <span className="font-medium break-all">
              {text.sections[section] ?? section} {name}
            </span>
          </p>
          <ul className="flex flex-col gap-1.5 text-xs">
            {details.map(({ path, from, to }) => (
              <li key={path} className="min-w-0 font-mono break-words">
                {path && <span className="text-muted">{path}: </span>}
                {from !== undefined && (
                  <del className="rounded-sm bg-danger-soft px-1 text-danger-ink no-underline">
                    <span className="sr-only">{text.was}</span>
                    <FlaggedText text={shown(from)} />
                  </del>
                )}
                {from !== undefined && to !== undefined && <span className="text-faint"> → </span>}
                {to !== undefined && (
                  <ins className="rounded-sm bg-success-soft px-1 text-success-ink no-underline">
                    <span className="sr-only">{text.isNow}</span>
                    <FlaggedText text={shown(to)} />
                  </ins>
                )}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

/** A value as somebody would say it: two approvals by reviewers, not a list of objects. */
function shown(value: unknown): string {
  if (typeof value === "string") return value || text.empty;
  if (Array.isArray(value)) return value.length === 0 ? text.nothing : value.map(shown).join(", ");
  if (typeof value !== "object" || value === null) return String(value);
  const { group, approvals, ...rest } = value as Record<string, unknown>;
  if (typeof group === "string" && typeof approvals === "number" && Object.keys(rest).length === 0) return text.approvals(approvals, group);
  return Object.entries(value).map(([key, inner]) => `${key} ${shown(inner)}`).join(", ");
}
