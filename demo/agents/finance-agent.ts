import type { Run, Scene } from "./scene";

export const financeScenes = ({ pick }: Run): Scene[] => {
  const returned = pick([
    { order: "ord_2005", customer: "cus_1003" },
    { order: "ord_2012", customer: "cus_1006" },
    { order: "ord_2014", customer: "cus_1006" },
    { order: "ord_2020", customer: "cus_1010" },
  ]);
  return [
    {
      name: "sales-report",
      title: "Sales report",
      proposal: { tool: "run_report", params: { from: "2026-07-01", to: "2026-09-30" } },
    },
    {
      name: "refund-900",
      title: "Refund of $900",
      proposal: {
        tool: "process_refund",
        params: { ...returned, amount: 900, currency: "USD", reason: "Part of the order was returned" },
        statement: {
          reasoning: "The warehouse booked the returned pieces in this morning, in good condition.",
          confidence: 0.83,
        },
        on_behalf_of: "jonas@acme.example",
        subjects: [
          { kind: "customer", id: returned.customer },
          { kind: "order", id: returned.order },
        ],
        cost: { amount: 0.011, currency: "USD" },
        usage: { input_tokens: 6380, output_tokens: 540 },
      },
    },
    {
      name: "price-change",
      title: "Price change",
      proposal: {
        tool: "update_price",
        params: { article: "lamp-desk", amount: pick([74, 72.5, 75.9, 71]), currency: "USD" },
        statement: { reasoning: "The brass fittings cost 11% more since October.", confidence: 0.79 },
      },
    },
    {
      name: "mass-delete",
      title: "Mass delete",
      proposal: {
        tool: "purge_orders",
        params: { before: "2023-06-01" },
        statement: {
          reasoning: "Orders this old are past the retention period and slow the monthly closing down.",
          confidence: 0.61,
        },
      },
    },
    {
      name: "mail-with-key",
      title: "Mail with an API key in it",
      proposal: {
        tool: "send_email",
        params: {
          to: ["accounts@ledger-partners.example"],
          subject: "Access to the export bucket",
          text:
            "Hello,\n\nyou can fetch the September export yourself with these:\n\n" +
            // The example key of AWS's own documentation: it looks like a secret and opens nothing.
            "  access key id: AKIAIOSFODNN7EXAMPLE\n  bucket: acme-finance-exports\n\nRegards,\nAcme finance",
        },
        statement: { reasoning: "The accountants asked for the export and I found the credentials.", confidence: 0.66 },
      },
    },
  ];
};
