import fc from "fast-check";
import { createElement, Suspense, type ReactNode } from "react";
import { renderToReadableStream } from "react-dom/server";
import { expect, test } from "vitest";
import type { PayloadView } from "@/lib/payloads/kinds-view";
import { PayloadBoundary } from "./boundary";
import { RenderedPayload } from "./rendered";
import { Sql } from "./sql";
import { textDifference } from "./text-difference";

const rendered = async (node: ReactNode): Promise<string> => {
  const stream = await renderToReadableStream(createElement(Suspense, null, node), { onError: () => undefined });
  await stream.allReady.catch(() => undefined);
  return new Response(stream).text();
};
/** The text of a page, without its markup and the names of what was flagged. */
const textOf = (page: string): string =>
  page
    .replace(/<mark[^>]*>(?:<span class="font-mono">(.*?) (?:<!-- -->)?<\/span>)?<span>.*?<\/span><\/mark>/gs, "$1")
    .replace(/<!--.*?-->|<[^>]*>/gs, "")
    .replace(/&(?:amp|lt|gt|quot|#x27);/g, (entity) => ({ "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'" })[entity]!);
const show = (payload: PayloadView, params: unknown = {}) => rendered(createElement(RenderedPayload, { id: "x", revision: 1, payload, params: params as never, paramsText: JSON.stringify(params, null, 2) }));
const mail = (more: object = {}): PayloadView => ({ kind: "email", amounts: {}, from: "hello@acme.example", to: [], cc: [], bcc: [], replyTo: null, subject: "Hi", text: "Hello", html: null, others: [], ...more });

test("a renderer that fails leaves the raw tree in its place", async () => {
  const broken = { ...mail(), to: null } as unknown as PayloadView;
  const page = await show(broken, { to: "ines@acme.example" });
  expect(page).toContain("could not be shown by its kind");
  expect(page).toContain("ines@acme.example");
  expect(PayloadBoundary.getDerivedStateFromError()).toEqual({ failed: true });
  const boundary = new PayloadBoundary({ fallback: "the tree", children: "the mail" });
  boundary.state = { failed: true };
  expect(await rendered(boundary.render())).toContain("the tree");
});

test("no markup of a mail reaches the page: nothing to load, run, follow or submit", async () => {
  const html = '<img src="https://track.example/p.gif"><script>alert(1)</script><a href="https://evil.example">x</a><form action="https://evil.example"><iframe src="//e.example">';
  const read = { source: html, pieces: [{ text: "<script>alert(2)</script>", href: "javascript:alert(3)", misleading: true }], images: ["https://track.example/p.gif"], active: ["script"] };
  const page = await show(mail({ html: read, to: [{ address: "<img src=x onerror=alert(1)>@evil.example", outside: true, remark: "<b>" }] }));
  expect(page).not.toMatch(/<(?:img|script src|iframe|form|a|link|object)[\s>]/i);
  expect(textOf(page)).toContain(html);
});

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.array(fc.constantFrom("\u202e", "\u200b", "\u2066", "<script>alert(1)</script>", "&lt;", "'", '"', "p\u0430y", "{{params.x}}", "\ud800", "</mark>", "\u0000", "ok ")).map((parts) => parts.join("")),
);
/** What a browser could not be sent: half of a pair becomes the replacement character. */
const sendable = (text: string) => text.toWellFormed();
const unflagged = (text: string) => text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Zs}\ufe00-\ufe0f\u{e0100}-\u{e01ef}\u034f\u115f\u1160\u3164\uffa0\ufffd]/gu, "");

test("whatever a mail holds stands on the page whole, and adds no element to it", async () => {
  await fc.assert(
    fc.asyncProperty(hostile, async (text) => {
      const page = await show(mail({ text, subject: text }), { text });
      expect(page).not.toContain("<script");
      expect(unflagged(textOf(page)).split(unflagged(sendable(text))).length).toBeGreaterThan(3);
    }),
    { numRuns: 150 },
  );
});

test("SQL stands on the page whole, whatever it is", async () => {
  await fc.assert(
    fc.asyncProperty(hostile, async (text) => {
      expect(unflagged(textOf((await rendered(createElement(Sql, { text }))).split("<pre")[1] ?? ""))).toContain(unflagged(sendable(text)));
    }),
    { numRuns: 150 },
  );
});

test("a difference of two texts holds both of them", () => {
  fc.assert(
    fc.property(hostile, hostile, (from, to) => {
      const parts = textDifference(from, to);
      expect(parts.filter(({ as }) => as !== "new").map(({ text }) => text).join("")).toBe(from);
      expect(parts.filter(({ as }) => as !== "gone").map(({ text }) => text).join("")).toBe(to);
    }),
  );
  const long = textDifference("a ".repeat(20_000), "b ".repeat(20_000));
  expect(long).toHaveLength(2);
});
