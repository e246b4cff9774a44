import type { Personality } from './personality.js';

/** The error body of RFC 6749 §5.2. */
export const oauthFailure: Personality['failure'] = (refusal, { tenant }) => ({
  error: refusal.row.error,
  error_description: refusal.describe(tenant),
});
