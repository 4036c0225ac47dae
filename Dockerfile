# syntax=docker/dockerfile:1

# Built with the tools that compile the SQLite driver; none of them reaches the image that runs.
FROM node:24-slim AS build
RUN apt-get update \
  && apt-get install -y --no-install-recommends python3 make g++ \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN node scripts/build.mjs \
  && rm -rf .next/cache \
  && npm prune --omit=dev

FROM node:24-slim
ENV NODE_ENV=production \
  NEXT_TELEMETRY_DISABLED=1 \
  PORT=3000 \
  DATABASE_URL=file:/data/cairn.db
WORKDIR /app
COPY --from=build /app/package.json /app/next.config.ts /app/server.mjs ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/public ./public
COPY --from=build /app/prisma ./prisma
COPY --from=build /app/scripts/steps.mjs ./scripts/
COPY --from=build /app/.next ./.next
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# One process, so that SIGTERM reaches the server itself: it finishes what is in flight and exits with 0.
CMD ["node", "server.mjs"]
