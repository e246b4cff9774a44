# check=skip=InvalidDefaultArgInFrom
# The service and its command line, in one image. docs/deploying.md has how it is built and run.

# Node 20.19 or newer on Debian, pinned by digest; without one nothing is built:
#   docker pull node:20-bookworm-slim
#   NODE_IMAGE=$(docker inspect --format '{{index .RepoDigests 0}}' node:20-bookworm-slim)
#   docker build --build-arg NODE_IMAGE=$NODE_IMAGE --tag portero:0.1.0 .
ARG NODE_IMAGE

FROM ${NODE_IMAGE} AS manifests
ARG NODE_IMAGE
RUN printf '%s' "$NODE_IMAGE" | grep -Eq '@sha256:[0-9a-f]{64}$' \
  || { echo 'NODE_IMAGE must end in a digest, @sha256:<64 hex digits>: the top of the Dockerfile says how to get it' >&2; exit 1; }
WORKDIR /portero
COPY package.json package-lock.json .npmrc ./
COPY libs/auth/package.json libs/auth/
COPY libs/issuer/package.json libs/issuer/
COPY apps/api/package.json apps/api/
COPY apps/cli/package.json apps/cli/
COPY apps/operator/package.json apps/operator/

FROM manifests AS build
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.base.json ./
COPY libs libs
COPY apps apps
RUN npm run build

# Optional are Express, for applications that have it, and TypeScript, for a plugin of @nestjs/swagger: here nothing loads them.
FROM manifests AS packages
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM ${NODE_IMAGE} AS runtime
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Portero" \
  org.opencontainers.image.description="Machine-to-machine authentication for NestJS: the service and its command line." \
  org.opencontainers.image.version="0.1.0" \
  org.opencontainers.image.revision="$REVISION" \
  org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /portero
COPY --from=packages /portero ./
COPY --from=build /portero/libs/auth/dist libs/auth/dist
COPY --from=build /portero/apps/api/dist apps/api/dist
COPY --from=build /portero/apps/cli/dist apps/cli/dist
COPY --from=build /portero/apps/operator/dist apps/operator/dist
COPY apps/cli/bin apps/cli/bin
# What GET /problems/<reason> answers with: read at the start.
COPY docs/troubleshooting.md docs/
COPY LICENSE ./
RUN ln -s /portero/apps/cli/bin/portero.js /usr/local/bin/portero
# The user node of the base image, by number, for Kubernetes to see that it is not root. Nothing here belongs to it.
USER 1000:1000
EXPOSE 3001
# With TLS_CERT_FILE this asks the wrong protocol: run it with --no-healthcheck then.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3001) + '/health/live').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# That of the base image is a shell script. Node is process 1, and the service handles SIGTERM.
ENTRYPOINT []
CMD ["node", "apps/api/dist/main.js"]
