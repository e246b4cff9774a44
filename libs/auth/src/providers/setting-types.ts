import { accessSync, constants } from 'node:fs';
import { z } from 'zod';
import { Secret } from '../client-credentials/secret.js';
import { isSecureUrl } from '../outbound/secure-url.js';

// Every type takes the text of a variable and the value itself, so that options given in code pass the same checks.

export const text = z.string('must be a text').min(1, 'must not be empty');

export const secret = z.preprocess(
  (value) => (typeof value === 'string' && value !== '' ? new Secret(value) : value),
  z
    .instanceof(Secret, { error: 'must be a text' })
    .refine((value) => !/[\r\n]/.test(value.reveal()), 'must be one line: the two secrets of a rotation go in a file'),
);

export const secureUrl = z
  .string('must be a URL')
  .refine(isSecureUrl, 'must be an https URL (http only on a loopback address), without credentials or fragment');

/** RFC 8414 §2: an issuer has no query. */
export const issuerUrl = secureUrl.refine((value) => !value.includes('?'), 'must be a URL without a query');

export const flag = z.preprocess(
  (value) => ({ true: true, on: true, false: false, off: false })[String(value)] ?? value,
  z.boolean('must be true or false (or on, off)'),
);

/** A calendar day begins at midnight UTC. */
export const day = z
  .union(
    [z.iso.date(), z.iso.datetime({ offset: true }), z.date()],
    'must be a date such as 2027-01-31, or a time with its zone such as 2027-01-31T12:00:00Z',
  )
  .transform((value) => new Date(value));

export const list = <T extends z.ZodType>(item: T, least = 1) =>
  z.preprocess(
    (value) =>
      typeof value === 'string'
        ? value
            .split(',')
            .map((word) => word.trim())
            .filter(Boolean)
        : value,
    z.array(item, 'must be a comma-separated list').min(least, 'must name at least one'),
  );

export const secondsUpTo = (most: number) => {
  const message = `must be whole seconds from 0 to ${most}`;
  return z.preprocess(
    (value) => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value),
    z.number(message).int(message).min(0, message).max(most, message),
  );
};

export const oneOf = <const T extends readonly [string, ...string[]]>(...values: T) =>
  z.enum(values, `must be one of ${values.join(', ')}`);

export const readableFile = z.string('must be a path').refine(isReadable, 'must be a file that this process can read');

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
