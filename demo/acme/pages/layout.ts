import { html } from "hono/html";

export type Html = ReturnType<typeof html>;

const LINKS = [
  ["/", "Overview"],
  ["/customers", "Customers"],
  ["/orders", "Orders"],
  ["/refunds", "Refunds"],
  ["/prices", "Prices"],
  ["/posts", "Posts"],
  ["/meetings", "Meetings"],
  ["/faq-replies", "FAQ replies"],
  ["/mail", "Mail"],
] as const;

/** Everything interpolated is escaped by `html`; nothing here is ever marked raw. */
export const page = (path: string, title: string, main: Html) => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${title} · Acme</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/acme.css" />
    <script src="/acme.js" defer></script>
  </head>
  <body>
    <header>
      <a class="brand" href="/"><span aria-hidden="true">▲</span> Acme <small>Furniture</small></a>
      <nav aria-label="Acme">
        ${LINKS.map(([href, name]) => html`<a href="${href}"${currentIf(href, path)}>${name}</a>`)}
      </nav>
    </header>
    <main>
      <h1>${title}</h1>
      ${main}
    </main>
    <footer>Acme is a demo company. Its tables, its API and its mail server are real; its customers are not.</footer>
  </body>
</html>`;

const isUnder = (href: string, path: string) => path === href || (href !== "/" && path.startsWith(`${href}/`));
const currentIf = (href: string, path: string) => (isUnder(href, path) ? html` aria-current="page"` : "");

/** "12 s ago", with the exact time (UTC) for those who point at it. */
export function ago(at: Date, now: Date) {
  const iso = at.toISOString();
  return html`<time datetime="${iso}" title="${iso.replace("T", " ").slice(0, 19)} UTC">${words(at, now)}</time>`;
}

export function words(at: Date, now: Date): string {
  const seconds = Math.max(0, Math.round((now.getTime() - at.getTime()) / 1000));
  if (seconds < 5) return "just now";
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  const days = Math.floor(seconds / 86_400);
  if (days < 60) return `${days} d ago`;
  if (days < 730) return `${Math.floor(days / 30.44)} months ago`;
  return `${Math.floor(days / 365.25)} years ago`;
}
