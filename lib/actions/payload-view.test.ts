import { expect, test } from "vitest";
import { payloadView } from "./payload-view";
import { topReason } from "./person-view";

const mail = {
  kind: "email",
  operation: "send",
  config: { host: "mail.acme.example", port: 25, from: "Acme <hello@acme.example>" },
  binding: { to: "{{params.to}}", cc: "{{params.cc?}}", subject: "Re: {{params.subject}}", text: "{{params.text}}" },
};

test("a mail is shown as it would leave, with recipients outside the sender's domain marked", () => {
  const params = { to: ["ines@acme.example", "x@acme.example.evil.example"], subject: "Hello", text: "One\nTwo" };
  expect(payloadView(mail, params)).toEqual({
    kind: "email",
    from: "Acme <hello@acme.example>",
    to: [
      { address: "ines@acme.example", outside: false },
      { address: "x@acme.example.evil.example", outside: true },
    ],
    cc: [],
    bcc: [],
    replyTo: null,
    subject: "Re: Hello",
    text: "One\nTwo",
  });
});

test("a change of a row is shown by column, with what is masked still masked", () => {
  const bound = { kind: "postgres", operation: "update", config: {}, binding: { table: "customers", key: "{{params.customer}}", set: { phone: "{{params.phone}}", vip: true } } };
  expect(payloadView(bound, { customer: "cus_1", phone: "••••44" })).toEqual({
    kind: "record",
    verb: "update",
    table: "customers",
    key: "cus_1",
    fields: [
      { field: "phone", value: "••••44" },
      { field: "vip", value: true },
    ],
  });
  expect(payloadView({ ...bound, operation: "delete", binding: { table: "customers", key: 7 } }, {})).toMatchObject({ verb: "delete", key: "7", fields: [] });
});

test("what does not fit, and what is of no known kind, is left to the tree", () => {
  expect(payloadView(mail, { to: [] })).toEqual({ kind: "tree" });
  expect(payloadView({ ...mail, binding: {} }, {})).toEqual({ kind: "tree" });
  expect(payloadView({ kind: "http", operation: "request", config: {}, binding: {} }, {})).toEqual({ kind: "tree" });
  expect(payloadView(undefined, {})).toEqual({ kind: "tree" });
});

test("a rule that somebody wrote weighs more than the default it stands beside", () => {
  const usual = { rule: "defaults.write", text: "It changes data" };
  expect(topReason([usual, { rule: "autonomy", text: "It may not" }])).toBe("It may not");
  expect(topReason([usual])).toBe("It changes data");
  expect(topReason([])).toBeNull();
});
