import { Send } from "lucide-react";
import type { Metadata } from "next";
import { z } from "zod";
import { DeliveryTable } from "@/components/notifications/delivery-table";
import { STATUS } from "@/components/notifications/delivery-words";
import { deliveriesPage as text } from "@/components/notifications/words-deliveries";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { listDeliveries } from "@/lib/deliveries/queries";
import { CHANNELS } from "@/lib/deliveries/types";
import { DELIVERY_STATUSES } from "@/lib/deliveries/view";
import { Id } from "@/lib/ids";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: text.title };

const Asked = z.object({
  status: z.enum(DELIVERY_STATUSES).optional().catch(undefined),
  channel: z.enum(CHANNELS).optional().catch(undefined),
  target: z.string().max(200).optional().catch(undefined),
  after: Id.optional().catch(undefined),
});

export default async function DeliveriesPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const admin = await requireRole("admin");
  const { after, ...filters } = Asked.parse(await searchParams);
  const { deliveries, older } = await listDeliveries(admin, filters, after);
  const at = (change: Record<string, string | undefined>) => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...filters, ...change })) if (value) query.set(name, value);
    return paths.admin.deliveries(query.size > 0 ? `?${query}` : "");
  };
  return (
    <>
      <PageHeader title={text.title} description={text.description} back={{ href: paths.admin.notifications, label: text.back }} />
      <Tabs
        label={text.states}
        className="mb-4"
        items={[
          { href: at({ status: undefined }), label: text.all, current: !filters.status },
          ...DELIVERY_STATUSES.map((status) => ({ href: at({ status }), label: STATUS[status].word, current: filters.status === status })),
        ]}
      />
      {deliveries.length === 0 ? <EmptyState icon={<Send />} title={text.empty} /> : <DeliveryTable deliveries={deliveries} />}
      <Pagination newer={after ? at({}) : undefined} older={older ? at({ after: older }) : undefined} label={text.pages} />
    </>
  );
}
