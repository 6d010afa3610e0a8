import { CircleAlert, CircleCheck, Wand2 } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { FlaggedText } from "@/components/ui/flagged-text";
import type { CaseResult, MarkedFault } from "@/lib/policy/loop-view";
import { caseList, faultList } from "./words-editor";

/** Every fault of a draft with its place, and what mends it. */
export function FaultList({ faults, goTo, mend }: { faults: readonly MarkedFault[]; goTo: (fault: MarkedFault) => void; mend: (fault: MarkedFault) => void }) {
  return (
    <ul aria-label={faultList.title} className="divide-y divide-line">
      {faults.map((fault) => (
        <li key={`${fault.line}:${fault.column}:${fault.detail}`} className="flex items-start gap-2.5 px-4 py-2.5 text-sm">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-danger-ink" />
          <div className="min-w-0 flex-1">
            <p className="break-words first-letter:uppercase">
              <FlaggedText text={fault.detail} />
            </p>
            <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs">
              <Button size="small" onClick={() => goTo(fault)}>
                {faultList.place(fault.line, fault.column)}
              </Button>
              {fault.replace ? (
                <Button size="small" icon={<Wand2 aria-hidden="true" />} onClick={() => mend(fault)}>
                  {fault.fix}
                </Button>
              ) : (
                fault.fix.toLowerCase() !== fault.detail.toLowerCase() && (
                  <span className="text-muted">
                    <FlaggedText text={fault.fix} />
                  </span>
                )
              )}
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** How the examples beside the rules come out. */
export function CaseList({ cases }: { cases: readonly CaseResult[] }) {
  return (
    <ul aria-label={caseList.title} className="divide-y divide-line">
      {cases.map(({ name, ok, expected, tier, effect, because }) => (
        <li key={name} className="px-4 py-2.5 text-sm">
          <p className="flex flex-wrap items-center gap-2">
            <Badge tone={ok ? "success" : "danger"} icon={ok ? <CircleCheck aria-hidden="true" /> : <CircleAlert aria-hidden="true" />}>
              {ok ? caseList.passes : caseList.fails}
            </Badge>
            <span className="font-medium break-all">{name}</span>
          </p>
          <p className="mt-1 text-xs text-muted">
            {!ok && caseList.expected([expected.tier, expected.effect].filter(Boolean).join(", "))}
            {caseList.outcome(tier, effect, because)}
          </p>
        </li>
      ))}
    </ul>
  );
}
