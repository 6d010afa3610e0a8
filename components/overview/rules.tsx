import { FlaskConical } from "lucide-react";
import { Card } from "@/components/ui/card";
import { FlaggedText } from "@/components/ui/flagged-text";
import { LinkButton } from "@/components/ui/link-button";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { number, share } from "@/components/words";
import { alwaysApproved, ENOUGH_DECISIONS, type RuleFigures } from "@/lib/overview/overview-view";
import { paths } from "@/lib/paths";
import { words } from "./words";

const SHOWN = 20;

/** How often people said no to what a rule sent them. */
export function RejectRates({ rules }: { rules: readonly RuleFigures[] }) {
  const { rules: says } = words;
  if (rules.length === 0) {
    return (
      <Card title={says.title} description={says.none}>
        <p className="text-sm text-muted">{says.noneHint}</p>
      </Card>
    );
  }
  return (
    <Card title={says.title} description={says.description} className="@container">
      <Table caption={says.title}>
        <TableHead>
          <HeaderCell>{says.rule}</HeaderCell>
          <HeaderCell numeric>{says.approved}</HeaderCell>
          <HeaderCell numeric>{says.rejected}</HeaderCell>
          <HeaderCell>{says.rate}</HeaderCell>
        </TableHead>
        <TableBody>
          {rules.slice(0, SHOWN).map(({ rule, approved, rejected }) => (
            <TableRow key={rule}>
              <Cell className="font-medium break-words">
                <FlaggedText text={rule} />
              </Cell>
              <Cell label={says.approved} numeric>
                {number(approved)}
              </Cell>
              <Cell label={says.rejected} numeric>
                {number(rejected)}
              </Cell>
              <Cell label={says.rate} className="sm:w-44">
                <span className="flex items-center gap-2">
                  <span aria-hidden="true" className="h-2 w-20 shrink-0 overflow-hidden rounded-full bg-sunken">
                    <span className="block h-full rounded-full bg-(--chart-blocked)" style={{ width: `${(100 * rejected) / (approved + rejected)}%` }} />
                  </span>
                  <span className="tabular-nums">{share(rejected, approved + rejected)}</span>
                </span>
              </Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {rules.length > SHOWN && <p className="mt-2 text-sm text-muted">{says.more(rules.length - SHOWN)}</p>}
    </Card>
  );
}

/** Rules that people never said no to, each with a way to see what relaxing it would change. */
export function AlwaysApproved({ rules, admin }: { rules: readonly RuleFigures[]; admin: boolean }) {
  const { always } = words;
  const found = alwaysApproved(rules);
  return (
    <Card title={always.title} description={always.description(ENOUGH_DECISIONS)}>
      {found.length === 0 ? (
        <p className="text-sm text-muted">
          {always.none} {always.noneHint}
        </p>
      ) : (
        <ul className="-my-2 divide-y divide-line">
          {found.slice(0, SHOWN).map(({ rule, approved }) => (
            <li key={rule} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2">
              <span className="min-w-0 text-sm">
                <FlaggedText text={rule} className="font-medium" /> <span className="text-muted">· {always.times(approved)}</span>
              </span>
              {admin && (
                <LinkButton size="small" href={paths.admin.relaxing(rule)} prefetch={false} aria-label={always.simulateOf(rule)} icon={<FlaskConical aria-hidden="true" />}>
                  {always.simulate}
                </LinkButton>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
