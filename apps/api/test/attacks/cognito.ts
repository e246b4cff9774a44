import { CLIENT } from '../provider-environments.js';
import { attacks, badToken, LET_IN } from './attack.js';
import { published, rsaKey } from './attack-keys.js';
import { startForgedService } from './attacked-service.js';
import type { Forge } from './forge.js';

/** The service as the users of Cognito set it up, whose access tokens have no audience and no type. */
export function startCognitoService(trap: string) {
  const keys = { pool: rsaKey('pool') };
  return startForgedService({
    trap,
    keys,
    signer: keys.pool,
    published: [published(keys.pool, { alg: 'RS256' })],
    header: { typ: undefined },
    claims: { aud: undefined, token_use: 'access', version: 2 },
    variables: {
      OIDC_AUDIENCE_oidc: '',
      OIDC_AUDIENCE_OPTIONAL_oidc: 'true',
      OIDC_TOKEN_TYPES_oidc: 'none',
      OIDC_CALLERS_oidc: CLIENT,
    },
  });
}

const claims = (changes: object) => ({ mint: ({ token }: Forge) => token({ claims: changes }) });

export const COGNITO = attacks<Forge>({ ...badToken('type_not_allowed'), source: 'Cognito: token_use' }, [
  {
    id: 'cognito-id-token',
    sent: 'an ID token that names the client',
    source: 'RFC 8725 §3.12',
    ...claims({ token_use: 'id' }),
  },
  { id: 'cognito-use-capital', sent: 'Access', ...claims({ token_use: 'Access' }) },
  { id: 'cognito-use-list', sent: 'access in a list', ...claims({ token_use: ['access'] }) },
  { id: 'cognito-typ', sent: 'the type JWT', mint: ({ token }) => token({ header: { typ: 'JWT' } }) },
  {
    id: 'cognito-typ-none',
    sent: 'the type none, which is not none',
    mint: ({ token }) => token({ header: { typ: 'none' } }),
  },
  {
    ...badToken('audience_mismatch'),
    id: 'cognito-aud',
    sent: 'an audience, where none is accepted',
    ...claims({ aud: CLIENT }),
  },
  {
    ...badToken('audience_mismatch'),
    id: 'cognito-aud-null',
    sent: 'an audience that is null',
    ...claims({ aud: null }),
  },
  {
    ...badToken('audience_mismatch'),
    id: 'cognito-aud-empty',
    sent: 'an empty list of audiences',
    ...claims({ aud: [] }),
  },
  {
    status: 403,
    error: 'insufficient_scope',
    reason: 'caller_not_allowed',
    id: 'cognito-client-other',
    sent: 'another client of the pool',
    source: 'Cognito: app clients',
    ...claims({ client_id: 'another' }),
  },
  { ...LET_IN, id: 'cognito-good', sent: 'an access token', ...claims({}) },
]);
