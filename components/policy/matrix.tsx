import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { paths } from "@/lib/paths";
import { OUTCOMES, type ComparisonView, type Outcome } from "@/lib/policy/loop-view";
import { matrix as text } from "./words-comparison";

const cellPath = (id: string, from: Outcome, to: Outcome) => `${paths.admin.policyComparison(id)}?${new URLSearchParams({ from, to })}`;

/** From which outcome to which: each number leads to its actions. */
export function Matrix({ comparison: { id, kind, counts } }: { comparison: ComparisonView }) {
  return (
    <div className="min-w-0">
      <table className="w-full border-collapse sm:table-fixed text-sm">
        <caption className="sr-only">{text.title}</caption>
        <thead>
          <tr>
            <th scope="col" className="py-1.5 sm:w-[30%] pr-1.5 text-left text-xs font-medium text-muted">
              {text.corner}
            </th>
            {OUTCOMES.map((to) => (
              <th key={to} scope="col" className="px-1.5 py-1.5 text-right sm:px-3 text-xs font-medium text-muted">
                {text.outcomes[to]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line border-t border-line">
          {OUTCOMES.map((from, row) => (
            <tr key={from}>
              <th scope="row" className="py-2 pr-1.5 text-left font-medium">
                {text.outcomes[from]}
              </th>
              {OUTCOMES.map((to, column) => {
                const number = counts.matrix[`${from}>${to}`] ?? 0;
                const linked = number > 0 && (kind === "simulation" || from !== to);
                return (
                  <td key={to} className={cn("px-1.5 py-2 text-right sm:px-3 tabular-nums", number > 0 && column < row && "bg-warning-soft text-warning-ink", number > 0 && column > row && "bg-info-soft text-info-ink", row === column && "text-muted", number === 0 && "text-faint")}>
                    {linked ? (
                      <Link prefetch={false} href={cellPath(id, from, to)} className="font-medium text-inherit underline underline-offset-2" aria-label={text.cell(number, text.outcomes[from], text.outcomes[to])}>
                        {number}
                      </Link>
                    ) : (
                      number
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
