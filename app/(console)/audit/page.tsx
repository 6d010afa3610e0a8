import { ScrollText, ShieldAlert, ShieldCheck } from "lucide-react";
import type { Metadata } from "next";
import { AuditFilterForm } from "@/components/audit/audit-filters";
import { EventRow } from "@/components/audit/event-row";
import { ExportForm } from "@/components/audit/export-form";
import { auditPage as text, eventTable } from "@/components/audit/words";
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

export const metadata: Metadata = { title: text.title };

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
  const none = query.size > 0 ? text.noneFits : text.empty;
  return (
    <>
      <PageHeader
        title={text.title}
        description={text.description}
        badges={
          page.events.length > 0 &&
          (altered.length === 0 ? (
            <Badge tone="success" icon={<ShieldCheck aria-hidden="true" />}>
              {text.intact(page.events.length)}
            </Badge>
          ) : (
            <Badge tone="danger" icon={<ShieldAlert aria-hidden="true" />}>
              {text.altered.badge(altered.length)}
            </Badge>
          ))
        }
        actions={<ExportForm query={Object.fromEntries(query)} refused={mayExport(person) ? undefined : text.mayNotExport} />}
      />
      {altered.length > 0 && (
        <Alert tone="danger" title={text.altered.title} className="mb-4">
          {text.altered.body(altered.map((event) => event.seq))}
        </Alert>
      )}
      <AuditFilterForm filters={filters} types={types} />
      {page.events.length === 0 ? (
        <EmptyState icon={<ScrollText />} title={none.title}>
          {none.body}
        </EmptyState>
      ) : (
        <>
          <Table caption={text.table}>
            <TableHead>
              <HeaderCell>{eventTable.event}</HeaderCell>
              <HeaderCell>{eventTable.who}</HeaderCell>
              <HeaderCell>{eventTable.about}</HeaderCell>
              <HeaderCell>{eventTable.when}</HeaderCell>
              <HeaderCell>{eventTable.hash}</HeaderCell>
              <HeaderCell numeric>{eventTable.number}</HeaderCell>
            </TableHead>
            <TableBody>
              {page.events.map((event) => (
                <EventRow key={event.id} event={event} />
              ))}
            </TableBody>
          </Table>
          <Pagination label={text.pages} newer={at("after", page.newer)} older={at("before", page.older)} />
        </>
      )}
    </>
  );
}
