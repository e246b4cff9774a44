import type { Personality } from '../personality.js';

type Success = Personality['success'];

/** Entra counts one second less than the token has. */
const expiresIn = (lifetime: number) => lifetime - 1;

export const successV2: Success = ({ accessToken, lifetime }) => ({
  token_type: 'Bearer',
  expires_in: expiresIn(lifetime),
  ext_expires_in: expiresIn(lifetime),
  access_token: accessToken,
});

/** Every number is a string. */
export const successV1: Success = ({ accessToken, claims, lifetime, grant }) => ({
  token_type: 'Bearer',
  expires_in: String(expiresIn(lifetime)),
  ext_expires_in: String(expiresIn(lifetime)),
  expires_on: String(claims.exp),
  not_before: String(claims.nbf),
  resource: grant.resource,
  access_token: accessToken,
});

export const azureFailure: Personality['failure'] = (refusal, { id, at, tenant, uuid }) => {
  const { error, code } = refusal.row;
  const correlation = uuid();
  const timestamp = at.toISOString().replace('T', ' ').replace(/\.\d+/, '');
  return {
    error,
    error_description: `${refusal.describe(tenant)} Trace ID: ${id} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
    error_codes: [code],
    timestamp,
    trace_id: id,
    correlation_id: correlation,
    error_uri: `https://login.microsoftonline.com/error?code=${code}`,
  };
};
