import { isSecureUrl, parseCacheKeys, redisUrlFault } from '@portero/auth';
import { z } from 'zod';
import { parseOperators } from './operator-list.js';
import { parseTrustedProxies } from './trusted-proxies.js';

const port = (least: number) => {
  const message = `must be a port number from ${least} to 65535`;
  return z.coerce.number(message).int(message).min(least, message).max(65_535, message);
};

const wholeNumber = (most: number, message: string) =>
  z.coerce.number(message).int(message).min(0, message).max(most, message);

const secureUrl = z
  .string()
  .refine(isSecureUrl, 'must be an https URL (http only on a loopback address), without credentials or fragment');

const origin = secureUrl.refine(
  (value) => URL.canParse(value) && new URL(value).origin === value,
  'must be an origin, such as https://app.example.com, without a path or a slash at the end',
);

// A resource server in the same cluster is often plain http; the network there is its owner's choice.
const httpUrl = z
  .string()
  .refine((value) => /^https?:\/\//.test(value) && URL.canParse(value), 'must be an http or https URL');

const oneOf = <const T extends readonly [string, ...string[]]>(...values: T) =>
  z.enum(values, `must be one of ${values.join(', ')}`);

const sealingKeys = z.string().transform((text, { addIssue }) => {
  const parsed = parseCacheKeys(text);
  if ('keys' in parsed) return parsed.keys;
  addIssue(parsed.fault);
  return z.NEVER;
});

/** The variables of the service itself; those of the providers belong to @portero/auth. */
export const serviceVariables = {
  NODE_ENV: z.string().default('development'),
  PORT: port(0).default(3001),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: secureUrl.optional(),
  TLS_KEY_FILE: z.string().optional(),
  TLS_CERT_FILE: z.string().optional(),
  TRUST_PROXY: z
    .string()
    .transform((text, { addIssue }) => {
      const parsed = parseTrustedProxies(text);
      if ('trusts' in parsed) return parsed.trusts;
      addIssue(parsed.fault);
      return z.NEVER;
    })
    .optional(),
  DPOP_NONCE: oneOf('on', 'off').default('off'),
  FRONTEND_ORIGIN: origin.optional(),
  RESOURCE_SERVER_URL: httpUrl.optional(),
  SERVICE_NAME: z
    .string()
    .regex(/^[\w.-]+$/, 'must be made of letters, digits, ".", "_" and "-"')
    .default('portero'),
  SYSTEM_TOKEN_ACCESS: oneOf('loopback', 'authenticated', 'off').default('loopback'),
  OPERATORS: z
    .string()
    .transform((text, { addIssue }) => {
      const parsed = parseOperators(text);
      if ('operators' in parsed) return parsed.operators;
      addIssue(parsed.fault);
      return z.NEVER;
    })
    .default([]),
  OPERATOR_ROLE: z.string().default('portero.operator'),
  SESSION_KEY: sealingKeys.optional(),
  METRICS_ACCESS: oneOf('loopback', 'open', 'off').default('loopback'),
  TOKEN_RATE_LIMIT: wholeNumber(1_000_000, 'must be a number of requests from 0 to 1000000').optional(),
  SHUTDOWN_GRACE: wholeNumber(300, 'must be seconds from 0 to 300').optional(),
  LOCAL_ISSUER_PORT: port(1).default(4010),
  REDIS_URL: z
    .string()
    .superRefine((url, { addIssue }) => {
      const fault = redisUrlFault(url);
      if (fault) addIssue(fault);
    })
    .optional(),
  TOKEN_CACHE_KEY: sealingKeys.optional(),
  API_DOCS: oneOf('on', 'off').optional(),
  LOG_LEVEL: oneOf('error', 'warn', 'log', 'debug').default('log'),
  LOG_FORMAT: oneOf('json', 'text').optional(),
};

export type ServiceVariables = z.output<z.ZodObject<typeof serviceVariables>>;
