import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Cell, HeaderCell, RowLink, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import type { EndpointView } from "@/lib/deliveries/view";
import { paths } from "@/lib/paths";
import { endpointTable as text } from "./words-endpoints";

export function EndpointTable({ endpoints }: { endpoints: readonly EndpointView[] }) {
  return (
    <Table caption={text.title}>
      <TableHead>
        <HeaderCell>{text.address}</HeaderCell>
        <HeaderCell>{text.toldOf.title}</HeaderCell>
        <HeaderCell>{text.state.title}</HeaderCell>
        <HeaderCell>{text.lastDelivered.title}</HeaderCell>
      </TableHead>
      <TableBody>
        {endpoints.map((endpoint) => (
          <TableRow key={endpoint.id}>
            <Cell>
              <RowLink href={paths.admin.webhook(endpoint.id)}>{withoutQuery(endpoint.url)}</RowLink>
              {endpoint.description && <span className="block text-xs text-muted">{endpoint.description}</span>}
            </Cell>
            <Cell label={text.toldOf.title}>{text.toldOf.what(endpoint.eventTypes.length, endpoint.agent?.name)}</Cell>
            <Cell label={text.state.title}>
              <span className="inline-flex flex-wrap gap-1">
                {endpoint.disabledAt ? <Badge tone="warning">{text.state.disabled}</Badge> : <Badge tone="success">{text.state.on}</Badge>}
                {endpoint.waiting > 0 && <Badge tone="info">{text.state.waiting(endpoint.waiting)}</Badge>}
                {endpoint.failed > 0 && <Badge tone="danger">{text.state.failed(endpoint.failed)}</Badge>}
              </span>
            </Cell>
            <Cell label={text.lastDelivered.title}>{endpoint.lastDeliveredAt ? <Time at={endpoint.lastDeliveredAt} show="relative" /> : <span className="text-muted">{text.lastDelivered.never}</span>}</Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** An address may carry a token in its query. */
const withoutQuery = (url: string) => url.replace(/\?.*$/, "?…");
