# The team's sync server: docker build -t wiseparts-server .
# docs/deployment.md says how to run it. Nothing in the tests builds this image: they start what
# `npm run package:server` puts together, which is all that the second stage takes.

FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node scripts/package-server.mjs /server

FROM node:24-bookworm-slim
ENV NODE_ENV=production
COPY --from=build /server /server
RUN install --directory --owner=node --group=node --mode=700 /data
USER node
VOLUME /data
EXPOSE 8787
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8787/health').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/server/sync-server/main.ts"]
CMD ["--data", "/data", "--port", "8787", "--host", "0.0.0.0"]
