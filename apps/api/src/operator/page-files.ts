import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** apps/operator as it was built. */
const ROOT = fileURLToPath(new URL('../../../operator/dist', import.meta.url));

/** Its scripts, styles and images are its own; it frames nothing, is framed by nothing, and writes no markup by script. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** Lets controllers send the files of the page: nothing is served without one. */
export async function havePageFiles(app: NestFastifyApplication): Promise<void> {
  await app.register(fastifyStatic, {
    root: ROOT,
    serve: false,
    // The names of what Vite builds change with the contents, that of the page does not.
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('Content-Security-Policy', POLICY);
      reply.header(
        'Cache-Control',
        /[/\\]assets[/\\]/.test(path) ? 'private, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
}
