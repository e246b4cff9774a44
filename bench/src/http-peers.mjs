/** The rows, in their order; ratios are against the first. `unguarded` ones answer 200 whatever comes. */
export const PEERS = {
  'Portero, unguarded route': { server: 'portero', path: '/open', unguarded: true },
  'Portero, guarded route': { server: 'portero' },
  'Portero, guarded, log level error': { server: 'portero', variant: { logLevels: ['error'] } },
  'Nest/Express + passport-jwt + jwks-rsa': { server: 'nest-express-passport-jwt' },
  'Nest/Express + passport-custom + jose': { server: 'nest-express-jose' },
  'Express + express-oauth2-jwt-bearer': { server: 'express-oauth2-jwt-bearer' },
  'Fastify + @fastify/jwt + get-jwks, cache': { server: 'fastify-jwt-get-jwks', variant: { cache: true } },
  'Fastify + @fastify/jwt + get-jwks, no cache': { server: 'fastify-jwt-get-jwks' },
  'Fastify + fastify-jwt-jwks, cache': { server: 'fastify-jwt-jwks', variant: { cache: true } },
  'Fastify + fastify-jwt-jwks, no cache': { server: 'fastify-jwt-jwks' },
  'bare node:http, unguarded': { server: 'bare', unguarded: true },
};

const PORTERO = 'Portero, guarded route';

/** PERFORMANCE.md's: CPU per request of the first row over that of the second. */
export const TARGETS = [
  ['one hot token', PORTERO, 'Portero, unguarded route', 1.2],
  ['one hot token', PORTERO, 'Nest/Express + passport-jwt + jwks-rsa', 1 / 12],
  ['one hot token', PORTERO, 'Fastify + fastify-jwt-jwks, cache', 0.7],
  ['2,000 tokens in turn', PORTERO, 'Portero, unguarded route', 1.25],
  ['never-seen tokens', PORTERO, 'Fastify + fastify-jwt-jwks, no cache', 1],
  ['bad signatures', PORTERO, 'the fastest peer that verifies', 1.1],
];
