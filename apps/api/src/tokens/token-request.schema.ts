import { z } from 'zod';

// RFC 6749 §3.3: scope words are printable ASCII without `"` and `\`, with single blanks between.
const SCOPE = /^[\x21\x23-\x5B\x5D-\x7E]+( [\x21\x23-\x5B\x5D-\x7E]+)*$/;

/** What a caller may ask of the token route; everything has a default. */
export const tokenRequestSchema = z
  .strictObject({
    scope: z.string().max(2_000).regex(SCOPE, 'must be scope words with single blanks between').optional(),
    audience: z.string().min(1).max(500).optional(),
    provider: z.string().min(1).max(100).optional(),
  })
  .optional()
  .transform((body) => body ?? {});

export type TokenRequestBody = z.output<typeof tokenRequestSchema>;
