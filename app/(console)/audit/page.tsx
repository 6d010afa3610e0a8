import { ScrollText, ShieldAlert, ShieldCheck } from "lucide-react";
import type { Metadata } from "next";
import { AuditFilterForm } from "@/components/audit/audit-filters";
import { EventRow } from "@/components/audit/event-row";
import { ExportForm } from "@/components/audit/export-form";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { HeaderCell, Table, TableBody, TableHead } from "@/components/ui/table";
import { mayExport } from "@/lib/audit/export";
import { filterQuery, Filters } from "@/lib/audit/filters";
import { eventTypes, readAudit } from "@/lib/audit/queries";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Audit" };

const seq = (value: unknown) => (typeof value === "string" && /^\d{1,18}$/.test(value) ? value : undefined);

export default async function AuditPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const person = await requireRole("auditor");
  const asked = await searchParams;
  const filters = Filters.parse(asked);
  const query = filterQuery(filters);
  const [page, types] = await Promise.all([readAudit(person, filters, { before: seq(asked.before), after: seq(asked.after) }), eventTypes()]);
  const altered = page.events.filter(({ faults }) => faults.length > 0);
  const at = (name: "before" | "after", number: string | undefined) => {
    if (!number) return undefined;
    const to = new URLSearchParams(query);
    to.set(name, number);
    return `${paths.audit}?${to}`;
  };
  return (
    <>
      <PageHeader
        title="Audit"
        description="Everything that happened, in the order it was written. Nothing here can be changed; reading and exporting it is recorded too."
        badges={
          page.events.length > 0 &&
          (altered.length === 0 ? (
            <Badge tone="success" icon={<ShieldCheck aria-hidden="true" />}>
              {page.events.length} shown, hashes recomputed
            </Badge>
          ) : (
            <Badge tone="danger" icon={<ShieldAlert aria-hidden="true" />}>
              {altered.length} altered
            </Badge>
          ))
        }
        actions={<ExportForm query={Object.fromEntries(query)} refused={mayExport(person) ? undefined : "Only auditors and admins export the audit trail."} />}
      />
      {altered.length > 0 && (
        <Alert tone="danger" title="Somebody changed these events behind the gateway's back" className="mb-4">
          Events {altered.map((event) => event.seq).join(", ")} are not what was written. Run npm run audit:verify to read the whole trail, and keep a copy of the database before anything else.
        </Alert>
      )}
      <AuditFilterForm filters={filters} types={types} />
      {page.events.length === 0 ? (
        <EmptyState icon={<ScrollText />} title={query.size > 0 ? "No event fits these filters" : "Nothing has happened yet"}>
          {query.size > 0 ? "Clear a filter, or widen the dates." : "The first sign-in will be the first line."}
        </EmptyState>
      ) : (
        <>
          <Table caption="Audit events, the newest first">
            <TableHead>
              <HeaderCell>Event</HeaderCell>
              <HeaderCell>Who</HeaderCell>
              <HeaderCell>About</HeaderCell>
              <HeaderCell>When</HeaderCell>
              <HeaderCell>Hash</HeaderCell>
              <HeaderCell numeric>Number</HeaderCell>
            </TableHead>
            <TableBody>
              {page.events.map((event) => (
                <EventRow key={event.id} event={event} />
              ))}
            </TableBody>
          </Table>
          <Pagination label="Pages of events" newer={at("after", page.newer)} older={at("before", page.older)} />
        </>
      )}
    </>
  );
}
