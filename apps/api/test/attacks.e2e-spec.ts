import { LoopbackServer, reply } from '../../../libs/auth/test/loopback-server.js';
import { ALGORITHMS } from './attacks/algorithms.js';
import { startVendorService } from './attacks/attacked-service.js';
import { AUDIENCES } from './attacks/audiences.js';
import { AUTH0 } from './attacks/auth0.js';
import { AUTHORIZATION_FIELD } from './attacks/authorization-field.js';
import { CALLERS } from './attacks/callers.js';
import { COGNITO, startCognitoService } from './attacks/cognito.js';
import { CONFIRMATION } from './attacks/confirmation.js';
import { describeAttacks } from './attacks/describe-attacks.js';
import { ECDSA_SIGNATURES } from './attacks/ecdsa-signatures.js';
import { EMBEDDED_KEYS } from './attacks/embedded-keys.js';
import { ENCODINGS } from './attacks/encodings.js';
import { ENTRA } from './attacks/entra.js';
import { EXTENSIONS } from './attacks/extensions.js';
import { HEADER_TEXTS } from './attacks/header-texts.js';
import { ISSUERS } from './attacks/issuers.js';
import { KEY_IDS } from './attacks/key-ids.js';
import { KEYCLOAK, startKeycloakService } from './attacks/keycloak.js';
import { LIFETIMES } from './attacks/lifetimes.js';
import { startOddKeySetService } from './attacks/odd-key-set.js';
import { OTHER_PLACES } from './attacks/other-places.js';
import { PERMISSIONS } from './attacks/permissions.js';
import { PRECEDENCE } from './attacks/precedence.js';
import { PUBLISHED_KEYS } from './attacks/published-keys.js';
import { REMEMBERED } from './attacks/remembered.js';
import { startResourceServer } from './attacks/resource-server.js';
import { SHARED_SECRETS } from './attacks/shared-secrets.js';
import { SIGNATURES } from './attacks/signatures.js';
import { TOKEN_TYPES } from './attacks/token-types.js';
import { PROVIDER_ROWS, type ProviderRow } from './provider-environments.js';

const RESOURCE_SERVER = {
  'the Authorization field': AUTHORIZATION_FIELD,
  'other places': OTHER_PLACES,
  algorithms: ALGORITHMS,
  'shared secrets': SHARED_SECRETS,
  'extensions of the header': EXTENSIONS,
  'keys that the token brings': EMBEDDED_KEYS,
  'key ids': KEY_IDS,
  'token types': TOKEN_TYPES,
  'texts of the header': HEADER_TEXTS,
  'RSA signatures': SIGNATURES,
  'signatures on curves': ECDSA_SIGNATURES,
  encodings: ENCODINGS,
  lifetimes: LIFETIMES,
  issuers: ISSUERS,
  audiences: AUDIENCES,
  'callers and payloads': CALLERS,
  permissions: PERMISSIONS,
  'tokens that are bound to a key': CONFIRMATION,
  'tokens with several flaws': PRECEDENCE,
  'tokens that were good a moment ago': REMEMBERED,
};

const KEY_SET = { 'published keys': PUBLISHED_KEYS };
const VENDORS = { 'Entra ID': ENTRA, Auth0: AUTH0, Keycloak: KEYCLOAK, Cognito: COGNITO };
const ALL = Object.values({ ...RESOURCE_SERVER, ...KEY_SET, ...VENDORS }).flat();

const rowOf = (personality: string) => PROVIDER_ROWS.find((row) => row.personality === personality) as ProviderRow;

let trap: LoopbackServer;
beforeAll(async () => {
  trap = await LoopbackServer.start(reply({ keys: [] }));
});

describeAttacks('an OpenID Connect issuer', RESOURCE_SERVER, () => startResourceServer(trap.url('/trap')));
describeAttacks('an issuer with an odd key set', KEY_SET, () => startOddKeySetService(trap.url('/trap')));
describeAttacks('an Entra ID tenant', { tokens: ENTRA }, () => startVendorService(rowOf('azure-v2')));
describeAttacks('an Auth0 tenant', { tokens: AUTH0 }, () => startVendorService(rowOf('auth0')));
describeAttacks('a Keycloak realm', { tokens: KEYCLOAK }, () => startKeycloakService(trap.url('/trap')));
describeAttacks('a Cognito user pool', { tokens: COGNITO }, () => startCognitoService(trap.url('/trap')));

describe('all of them', () => {
  it('asked nobody whom a token names', async () => {
    expect(trap.requests).toEqual([]);
    // Or it would say the same of a server that hears nothing.
    await fetch(trap.url('/trap'));
    expect(trap.requests).toHaveLength(1);
  });

  it('are many, and each has a name of its own', () => {
    expect(ALL.length).toBeGreaterThanOrEqual(500);
    const ids = ALL.map(({ id }) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });
});
