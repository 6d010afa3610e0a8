import { expect, test } from "vitest";
import { payloadView } from "./payload-view";
import { topReason } from "./person-view";

const mail = {
  tool: "send_email",
  kind: "email",
  operation: "send",
  config: { host: "mail.acme.example", port: 25, from: "Acme <hello@acme.example>" },
  binding: { to: "{{params.to}}", cc: "{{params.cc?}}", subject: "Re: {{params.subject}}", text: "{{params.text}}" },
  schema: {},
  summary: "Mail {to|list}",
};

test("a mail is shown as it would leave, with recipients outside the company's own domains marked", () => {
  const params = { to: ["ines@acme.example", "x@acme.example.evil.example", "otto@acme.test"], subject: "Hello", text: "One\nTwo" };
  expect(payloadView(mail, params, ["acme.test"])).toEqual({
    amounts: {},
    kind: "email",
    from: "Acme <hello@acme.example>",
    to: [
      { address: "ines@acme.example", outside: false, remark: null },
      { address: "x@acme.example.evil.example", outside: true, remark: "begins like acme.example" },
      { address: "otto@acme.test", outside: false, remark: null },
    ],
    cc: [],
    bcc: [],
    replyTo: null,
    subject: "Re: Hello",
    text: "One\nTwo",
    html: null,
    others: [],
  });
});

const posted = { tool: "mailer", kind: "http", operation: "request", config: {}, binding: {}, summary: "Mail {to}", schema: { properties: { to: {}, subject: {}, html: { type: "string" }, attachments: {} } } };

test("a mail that another system sends is known by its tool's schema, and never by what the agent sends", () => {
  const params = { to: "a@x.example, b@acme.test", subject: "Hi", html: "<p>Hello</p>", attachments: ["a.pdf"] };
  expect(payloadView(posted, params, ["acme.test"])).toMatchObject({
    kind: "email",
    from: null,
    to: [{ address: "a@x.example", outside: true }, { address: "b@acme.test", outside: false }],
    text: null,
    html: { source: "<p>Hello</p>" },
    others: ["attachments"],
  });
  expect(payloadView({ ...posted, schema: { properties: { anything: {} } } }, params).kind).toBe("tree");
});

test("a change of a row is shown by column, with what is masked still masked and money as money", () => {
  const bound = { ...mail, kind: "postgres", operation: "update", config: {}, summary: "Set {price|money:currency}", binding: { table: "customers", key: "{{params.customer}}", set: { phone: "{{params.phone}}", vip: true, price: "{{params.price}}" } } };
  expect(payloadView(bound, { customer: "cus_1", phone: "••••44", price: 1234.5, currency: "EUR" })).toEqual({
    amounts: { "/price": "€1,234.50" },
    kind: "record",
    verb: "update",
    table: "customers",
    key: "cus_1",
    fields: [
      { field: "phone", value: "••••44", amount: null },
      { field: "vip", value: true, amount: null },
      { field: "price", value: 1234.5, amount: "€1,234.50" },
    ],
  });
  expect(payloadView({ ...bound, operation: "delete", binding: { table: "customers", key: 7 } }, {})).toMatchObject({ verb: "delete", key: "7", fields: [] });
});

test("SQL, HTML and long texts are known by the schema, and read on their own", () => {
  const schema = { properties: { statement: { type: "string", contentMediaType: "application/sql" }, steps: { items: { properties: { body_html: {} } } } } };
  const view = payloadView({ ...posted, schema }, { statement: "delete from a", query: "delete from b", steps: [{ body_html: "<b>x</b>" }], note: "One\nTwo" });
  expect(view).toMatchObject({
    kind: "tree",
    passages: [
      { kind: "sql", pointer: "/statement", text: "delete from a" },
      { kind: "html", pointer: "/steps/0/body_html" },
      { kind: "text", pointer: "/note" },
    ],
  });
  expect(payloadView({ ...posted, tool: "run_sql", schema: {} }, { query: "select 1" })).toMatchObject({ passages: [{ kind: "sql", pointer: "/query" }] });
});

const tree = { amounts: {}, kind: "tree", passages: [], failed: false };

test("what does not fit, and what is of no known kind, is left to the tree", () => {
  expect(payloadView(mail, { to: [] })).toEqual(tree);
  expect(payloadView({ ...mail, binding: {} }, {})).toEqual(tree);
  expect(payloadView({ ...posted, schema: {} }, {})).toEqual(tree);
  expect(payloadView(undefined, {})).toEqual(tree);
  expect(payloadView({ ...posted, schema: { get properties(): never { throw new Error("a fault of ours"); } } }, {})).toEqual({ ...tree, failed: true });
});

test("a rule that somebody wrote weighs more than the default it stands beside", () => {
  const usual = { rule: "defaults.write", text: "It changes data" };
  expect(topReason([usual, { rule: "autonomy", text: "It may not" }])).toBe("It may not");
  expect(topReason([usual])).toBe("It changes data");
  expect(topReason([])).toBeNull();
});
