/** The tables that have a page. Column names come from here only, never from a request. */
export type Column = { name: string; label: string; as?: "key" | "number" | "money" | "list" | "long" | "phone" | "day" | "time" };
export type Table = { path: string; table: string; title: string; order: string; columns: Column[] };

const id: Column = { name: "id", label: "Number", as: "key" };
const amount = (name: string, label: string): Column => ({ name, label, as: "money" });

export const TABLES: Table[] = [
  {
    path: "/customers",
    table: "customers",
    title: "Customers",
    order: "id",
    columns: [
      id,
      { name: "name", label: "Name" },
      { name: "email", label: "Email", as: "long" },
      { name: "phone", label: "Phone", as: "phone" },
      { name: "city", label: "City" },
      { name: "plan", label: "Plan" },
      { name: "since", label: "Since", as: "day" },
    ],
  },
  {
    path: "/orders",
    table: "orders",
    title: "Orders",
    order: "placed_on desc, id",
    columns: [
      id,
      { name: "customer_id", label: "Customer", as: "key" },
      { name: "item", label: "Item" },
      amount("total", "Total"),
      { name: "status", label: "Status" },
      { name: "placed_on", label: "Placed", as: "day" },
    ],
  },
  {
    path: "/refunds",
    table: "refunds",
    title: "Refunds",
    order: "updated_at desc, id desc",
    columns: [
      id,
      { name: "order_id", label: "Order", as: "key" },
      { name: "customer_id", label: "Customer", as: "key" },
      amount("amount", "Amount"),
      { name: "reason", label: "Reason" },
      { name: "status", label: "Status" },
    ],
  },
  {
    path: "/prices",
    table: "prices",
    title: "Prices",
    order: "product, id",
    columns: [
      { name: "id", label: "Article", as: "key" },
      { name: "product", label: "Product" },
      amount("amount", "Price"),
      { name: "unit", label: "Unit" },
    ],
  },
  {
    path: "/posts",
    table: "posts",
    title: "Posts",
    order: "published_at desc, id desc",
    columns: [id, { name: "channel", label: "Channel" }, { name: "text", label: "Text" }, { name: "status", label: "Status" }],
  },
  {
    path: "/meetings",
    table: "meetings",
    title: "Meetings",
    order: "starts_at desc, id desc",
    columns: [
      id,
      { name: "title", label: "Title" },
      { name: "starts_at", label: "Starts", as: "time" },
      { name: "minutes", label: "Minutes", as: "number" },
      { name: "attendees", label: "Attendees", as: "list" },
      { name: "status", label: "Status" },
    ],
  },
  {
    path: "/faq-replies",
    table: "faq_replies",
    title: "FAQ replies",
    order: "updated_at desc, id desc",
    columns: [id, { name: "question_id", label: "Question", as: "key" }, { name: "text", label: "Text" }],
  },
];
