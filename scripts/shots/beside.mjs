import { execFileSync } from "node:child_process";
import http from "node:http";
import { ROOT } from "../tree.mjs";

/** What stands beside the console: the demo's company, its Slack, and our mails as a program for mail shows them. */
export function besidePages({ acme, slack }, mails) {
  return [
    ...(acme
      ? [
          { name: "acme", who: "nobody", address: acme.url },
          { name: "acme-refunds", who: "nobody", address: `${acme.url}/refunds` },
          { name: "acme-customers", who: "nobody", address: `${acme.url}/customers` },
          { name: "acme-mail", who: "nobody", address: `${acme.url}/mail` },
          { name: "acme-letter", who: "nobody", address: `${acme.url}/mail`, before: (page) => page.locator('td a[href^="/mail/"]').first().click(), tall: true },
          { name: "acme-nothing", who: "nobody", address: `${acme.url}/nothing-here` },
        ]
      : []),
    ...(slack
      ? [
          { name: "slack-workspace", who: "nobody", address: slack.url },
          { name: "slack-direct", who: "nobody", address: slack.url, before: (page) => page.getByRole("navigation").getByRole("link").last().click() },
        ]
      : []),
    ...mails.map(({ name, html }) => ({ name, who: "nobody", html })),
  ];
}

/** The mails, written by what writes them. */
export const writeMails = () => JSON.parse(execFileSync(process.execPath, ["--import", "tsx", "e2e/support/mails.ts"], { cwd: ROOT, encoding: "utf8" }));

/** Somebody's receiver of webhooks: every third message finds it out of order. */
export async function openReceiver() {
  let count = 0;
  const server = http.createServer((request, response) => {
    request.resume();
    if (count++ % 3 === 0) response.writeHead(503, { "content-type": "text/plain" }).end("The board is being restarted");
    else response.writeHead(200, { "content-type": "application/json" }).end('{"received":true}');
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}/countersign`, close: () => server.close() };
}
