import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Cell, HeaderCell, RowLink, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import type { EndpointView } from "@/lib/deliveries/view";
import { paths } from "@/lib/paths";

export function EndpointTable({ endpoints }: { endpoints: readonly EndpointView[] }) {
  return (
    <Table caption="Webhook endpoints">
      <TableHead>
        <HeaderCell>Address</HeaderCell>
        <HeaderCell>Told of</HeaderCell>
        <HeaderCell>State</HeaderCell>
        <HeaderCell>Last delivered</HeaderCell>
      </TableHead>
      <TableBody>
        {endpoints.map((endpoint) => (
          <TableRow key={endpoint.id}>
            <Cell>
              <RowLink href={paths.admin.webhook(endpoint.id)}>{withoutQuery(endpoint.url)}</RowLink>
              {endpoint.description && <span className="block text-xs text-muted">{endpoint.description}</span>}
            </Cell>
            <Cell label="Told of">
              {endpoint.eventTypes.length === 0 ? "Every event" : `${endpoint.eventTypes.length} ${endpoint.eventTypes.length === 1 ? "event" : "events"}`} of {endpoint.agent?.name ?? "all agents"}
            </Cell>
            <Cell label="State">
              <span className="inline-flex flex-wrap gap-1">
                {endpoint.disabledAt ? <Badge tone="warning">Disabled</Badge> : <Badge tone="success">On</Badge>}
                {endpoint.waiting > 0 && <Badge tone="info">{endpoint.waiting} waiting</Badge>}
                {endpoint.failed > 0 && <Badge tone="danger">{endpoint.failed} failed</Badge>}
              </span>
            </Cell>
            <Cell label="Last delivered">{endpoint.lastDeliveredAt ? <Time at={endpoint.lastDeliveredAt} show="relative" /> : <span className="text-muted">Never</span>}</Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** An address may carry a token in its query. */
const withoutQuery = (url: string) => url.replace(/\?.*$/, "?…");
