import { expect, test, vi } from "vitest";

vi.stubEnv("DATABASE_URL", "postgresql://nobody@localhost/none");
const { requireSameOrigin } = await import("./same-origin");

const post = (headers: Record<string, string>) => new Request("http://countersign.test/api/decisions", { method: "POST", headers });

test.each([
  ["a page of ours", { "sec-fetch-site": "same-origin", origin: "http://countersign.test" }],
  ["a page of ours under another name of this host", { "sec-fetch-site": "same-origin", origin: "http://127.0.0.1:3000" }],
  ["a script that names our address", { origin: "http://countersign.test" }],
])("%s may change something", (_, headers) => {
  expect(() => requireSameOrigin(post(headers))).not.toThrow();
});

test.each([
  ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }],
  ["another site that claims our origin", { "sec-fetch-site": "cross-site", origin: "http://countersign.test" }],
  ["a sibling host", { "sec-fetch-site": "same-site", origin: "http://other.countersign.test" }],
  ["an old browser on another site", { origin: "https://evil.example" }],
  ["a sandboxed frame", { origin: "null" }],
  ["a link in a mail", { "sec-fetch-site": "none" }],
  ["nobody in particular", {}],
])("%s may not", (_, headers) => {
  expect(() => requireSameOrigin(post(headers as Record<string, string>))).toThrow("come from http://countersign.test");
});
