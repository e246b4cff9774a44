import type { INestApplication } from '@nestjs/common';

// What Swagger UI loads, all of it from here; its styles are inline.
const FOR_DOCS = {
  scriptSrc: "'self'",
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: "'self'",
};

/** Headers for an API: nothing it answers is to be rendered, framed or embedded (OWASP REST Security Cheat Sheet). */
export function sendSecurityHeaders(app: INestApplication, { docs, https }: { docs: boolean; https: boolean }): void {
  app.useSecurityHeaders({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: "'none'",
        ...(docs && FOR_DOCS),
        baseUri: "'none'",
        formAction: "'none'",
        frameAncestors: "'none'",
      },
    },
    // RFC 6797 §7.2: not over plain http. Subdomains are other services, for their owners to decide on.
    strictTransportSecurity: https && { maxAge: 31_536_000, includeSubDomains: false },
    xFrameOptions: { action: 'deny' },
    // These speak to browsers and plugins that are gone, or to pages with frames.
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
}
