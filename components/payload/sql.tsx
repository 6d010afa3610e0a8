import { TriangleAlert } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { FlaggedText } from "@/components/ui/flagged-text";
import type { Tone } from "@/components/ui/tone";
import { readSql, type SqlPiece, type SqlStatement } from "@/lib/payloads/sql-view";
import { sql as words } from "./words";

const LOOK: Record<SqlPiece["kind"], string> = {
  keyword: "font-semibold text-accent-ink",
  text: "text-success-ink",
  number: "text-info-ink",
  comment: "text-muted italic",
  name: "text-notice-ink",
  plain: "",
};
const TONE: Record<SqlStatement["effect"], Tone> = { reads: "info", changes: "warning", destroys: "danger", unclear: "warning" };

/** SQL in colour, with what each statement does. Whole: a long one scrolls by, none of it is cut. */
export function Sql({ text }: { text: string }) {
  const { pieces, statements, ambiguous } = readSql(text);
  return (
    <div className="min-w-0 overflow-hidden rounded-md border border-line">
      <ul aria-label={words.statements} className="flex flex-wrap gap-1.5 border-b border-line bg-sunken/40 px-3 py-2">
        {statements.map(({ verb, effect, remark }, index) => (
          <li key={index} className="max-w-full">
            <Badge tone={TONE[effect]} icon={effect === "reads" ? undefined : <TriangleAlert aria-hidden="true" />} className="h-auto min-h-5 max-w-full whitespace-normal">
              {verb} · {words.effect[effect]}
              {remark && ` · ${remark}`}
            </Badge>
          </li>
        ))}
        {statements.length === 0 && <li className="text-sm text-muted">{words.none}</li>}
      </ul>
      {ambiguous && (
        <p className="border-b border-line bg-warning-soft px-3 py-2 text-sm text-warning-ink">{words.ambiguous}</p>
      )}
      <pre className="px-3 py-2.5 font-mono text-xs leading-5 break-words whitespace-pre-wrap">
        <code>
          {pieces.map(({ kind, text: piece }, index) => (
            <FlaggedText key={index} text={piece} className={LOOK[kind]} />
          ))}
        </code>
      </pre>
    </div>
  );
}
