import { Card } from "@/components/ui/card";
import { FlaggedText } from "@/components/ui/flagged-text";
import { Badge } from "@/components/ui/badge";
import type { ActionInFull } from "@/lib/actions/shown/person-view";
import { TIER_WORD } from "./words";
import { reasons as words } from "./words-view";

type Reason = ActionInFull["classification"]["reasons"][number];
type Signal = ActionInFull["classification"]["signals"][number];

/** Why it is here: every rule that matched and every signal, with the values they saw. */
export function Reasons({ action }: { action: ActionInFull }) {
  const { reasons, signals, unmatched, toBeLow, policyVersion, slots, undo, comesFrom } = action.classification;
  return (
    <Card
      title={words.title}
      description={
        slots.length > 0 &&
        words.needs({ state: action.state, slots, escalatedTo: action.escalatedTo, stepUp: action.may.stepUp !== null, undo })
      }
    >
      <ul className="flex flex-col gap-2 text-sm">
        {reasons.map((reason, index) => (
          <li key={index} className="flex flex-col gap-0.5">
            <span className="flex items-start gap-2">
              {reason.effect === "block" ? <Badge tone="high">{words.blocks}</Badge> : reason.tier && <Badge tone={reason.tier === "low" ? "neutral" : reason.tier}>{reason.tier}</Badge>}
              <FlaggedText text={reason.text} className="min-w-0 font-medium" />
            </span>
            <span className="text-xs text-muted">
              <span className="sr-only">{words.rule} </span>
              <code className="font-mono">{reason.rule}</code>
              {Object.entries(valuesBeside(reason)).map(([name, value]) => (
                <span key={name}>
                  {" · "}
                  {name}: <FlaggedText text={typeof value === "string" ? value : JSON.stringify(value)} className="text-ink" />
                </span>
              ))}
            </span>
            {isOfSignal(reason) && typeof reason.values?.excerpt === "string" && <FlaggedText text={reason.values.excerpt} className="font-mono text-xs" />}
          </li>
        ))}
        {untold(signals, reasons).map((signal, index) => (
          <li key={`signal ${index}`} className="flex flex-col gap-0.5">
            <span className="flex flex-wrap items-center gap-2">
              <Badge tone={signal.severity === "high" ? "high" : signal.severity === "medium" ? "medium" : "neutral"}>{signal.severity}</Badge>
              <span className="font-medium">{words.found[signal.detector] ?? signal.detector}</span>
              <code className="font-mono text-xs text-muted">{signal.pointer}</code>
              {signal.source !== undefined && (
                <span className="text-xs text-muted">
                  {words.read} <FlaggedText text={signal.source} className="text-ink" />
                </span>
              )}
            </span>
            <FlaggedText text={signal.excerpt} className="font-mono text-xs" />
          </li>
        ))}
      </ul>
      {unmatched.length > 0 && (
        <details className="mt-3 text-sm">
          <summary className="cursor-pointer text-muted">{words.unmatched(unmatched.length)}</summary>
          <ul className="mt-1 list-disc pl-5 text-muted">
            {unmatched.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </details>
      )}
      {toBeLow.length > 0 && (
        <details className="mt-2 text-sm">
          <summary className="cursor-pointer text-muted">{words.toBeLow}</summary>
          <ul className="mt-1 flex list-disc flex-col gap-1 pl-5 break-words text-muted">
            {toBeLow.map((sentence, index) => (
              <li key={index}>{sentence}</li>
            ))}
          </ul>
        </details>
      )}
      <p className="mt-3 text-xs text-muted">
        {words.comesFrom(TIER_WORD[action.tier], comesFrom)} {words.version(policyVersion)}
      </p>
    </Card>
  );
}

const isOfSignal = ({ rule }: Reason) => rule.startsWith("signals.");

/** Of a signal its sentence names the place, and the excerpt stands below. */
function valuesBeside(reason: Reason): Record<string, unknown> {
  const { pointer: _pointer, excerpt: _excerpt, ...others } = reason.values ?? {};
  return isOfSignal(reason) ? others : (reason.values ?? {});
}

/** What the policy made a reason of is told there; the others are told as they were found. */
const untold = (signals: readonly Signal[], reasons: readonly Reason[]): Signal[] =>
  signals.filter(({ detector, pointer, excerpt }) => !reasons.some(({ rule, values }) => rule === `signals.${detector}` && values?.pointer === pointer && values.excerpt === excerpt));
