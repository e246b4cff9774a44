import type { Issuer, MintOverrides } from '@portero/issuer';
import { API, CLIENT } from '../provider-environments.js';
import { attacks, badToken, LET_IN, NO_PERMISSION } from './attack.js';
import { encoded } from './forge.js';

type Changes = (issuer: Issuer) => NonNullable<MintOverrides['claims']>;

const minted = (claims: Changes, overrides: MintOverrides = {}) => ({
  mint: (issuer: Issuer) => issuer.mint('auth0', { ...overrides, claims: claims(issuer) }),
});
const iss = ({ endpoints }: Issuer) => endpoints.auth0.issuer;

const tokens = attacks<Issuer>({ ...badToken('audience_mismatch'), source: 'Auth0: access tokens' }, [
  {
    ...badToken('issuer_unknown'),
    id: 'auth0-iss-no-slash',
    sent: 'an issuer without its slash',
    ...minted((issuer) => ({ iss: iss(issuer).slice(0, -1) })),
  },
  {
    ...badToken('issuer_unknown'),
    id: 'auth0-iss-two-slashes',
    sent: 'an issuer with two slashes',
    ...minted((issuer) => ({ iss: `${iss(issuer)}/` })),
  },
  {
    ...badToken('issuer_unknown'),
    id: 'auth0-iss-domain',
    sent: 'the domain alone',
    ...minted((issuer) => ({ iss: new URL(iss(issuer)).host })),
  },
  {
    ...badToken('issuer_unknown'),
    id: 'auth0-iss-oidc',
    sent: 'the issuer of another vendor',
    ...minted(({ endpoints }) => ({ iss: endpoints.oidc.issuer })),
  },
  {
    ...badToken('key_unknown'),
    id: 'auth0-key-other',
    sent: 'a key of another vendor',
    ...minted(() => ({}), { signedBy: 'oidc' }),
  },
  {
    ...badToken('algorithm_not_allowed'),
    id: 'auth0-hs256',
    sent: 'a token of an API that signs with HS256',
    source: 'CVE-2015-9235',
    ...minted(() => ({}), { header: { alg: 'HS256' } }),
  },
  {
    ...badToken('malformed'),
    id: 'auth0-opaque',
    sent: 'an opaque token',
    source: 'Auth0: tokens without an audience',
    mint: () => 'kX2_vN7qLr0TzWc4HfYbJp9dQeSa1mUg',
  },
  {
    ...badToken('malformed'),
    id: 'auth0-jwe',
    sent: 'an encrypted token',
    source: 'Auth0: JWE',
    mint: () =>
      [encoded('{"alg":"dir","enc":"A256GCM"}'), '', ...['initialization', 'cipher', 'tag'].map(encoded)].join('.'),
  },
  {
    id: 'auth0-userinfo',
    sent: 'an audience of userinfo alone',
    ...minted((issuer) => ({ aud: [`${iss(issuer)}userinfo`] })),
  },
  {
    id: 'auth0-management',
    sent: 'a token for the Management API',
    ...minted((issuer) => ({ aud: `${iss(issuer)}api/v2/` })),
  },
  {
    id: 'auth0-id-token',
    sent: 'an ID token',
    source: 'OpenID Connect Core §2',
    ...minted(() => ({ aud: CLIENT, nonce: 'n', sub: 'auth0|ada', gty: undefined })),
  },
  { id: 'auth0-aud-slash', sent: 'a slash behind the audience', ...minted(() => ({ aud: `${API}/` })) },
  {
    ...badToken('claim_missing'),
    id: 'auth0-client-missing',
    sent: 'no azp and no client_id',
    ...minted(() => ({ azp: undefined })),
  },
  {
    ...badToken('claim_invalid'),
    id: 'auth0-azp-null',
    sent: 'an azp that is null, and a client_id',
    ...minted(() => ({ azp: null, client_id: CLIENT })),
  },
  {
    ...badToken('claim_invalid'),
    id: 'auth0-client-number',
    sent: 'an azp, and a client_id that is a number',
    ...minted(() => ({ client_id: 7 })),
  },
  {
    ...badToken('type_not_allowed'),
    id: 'auth0-typ-missing',
    sent: 'no type',
    ...minted(() => ({}), { header: { typ: undefined } }),
  },
  {
    ...badToken('type_not_allowed'),
    id: 'auth0-logout',
    sent: 'a logout token',
    source: 'OpenID Connect Back-Channel Logout §2.4',
    ...minted(() => ({}), { header: { typ: 'logout+jwt' } }),
  },
]);

/** What a token is granted, with its scope put away. */
const granted = (claims: NonNullable<MintOverrides['claims']>) =>
  minted(() => ({ scope: undefined, permissions: undefined, ...claims }));

const permissions = attacks<Issuer>({ ...NO_PERMISSION, target: '/students', source: 'Auth0: RBAC' }, [
  { id: 'auth0-permissions-none', sent: 'no permissions', ...granted({}) },
  { id: 'auth0-permissions-empty', sent: 'an empty list', ...granted({ permissions: [] }) },
  { id: 'auth0-permissions-numbers', sent: 'a list of numbers', ...granted({ permissions: [7, null, true] }) },
  {
    id: 'auth0-permissions-objects',
    sent: 'a list of objects',
    ...granted({ permissions: [{ permission_name: 'read:students' }] }),
  },
  { id: 'auth0-permissions-object', sent: 'an object', ...granted({ permissions: { 'read:students': true } }) },
  {
    id: 'auth0-namespaced',
    sent: 'a namespaced claim',
    source: 'Auth0: custom claims',
    ...granted({ 'https://api.example/permissions': ['read:students'] }),
  },
  { id: 'auth0-gty', sent: 'the permission as the grant type', ...granted({ gty: 'read:students' }) },
  {
    ...LET_IN,
    id: 'auth0-permissions-mixed',
    sent: 'the permission among things that are none',
    ...granted({ permissions: [null, 'read:students', 7] }),
  },
  {
    ...LET_IN,
    id: 'auth0-user',
    sent: 'a token of a person, with userinfo beside the API',
    ...minted((issuer) => ({ aud: [API, `${iss(issuer)}userinfo`], sub: 'auth0|ada', gty: undefined })),
  },
  {
    ...LET_IN,
    id: 'auth0-rfc9068',
    sent: 'the RFC 9068 profile',
    source: 'RFC 9068 §2',
    ...minted(() => ({ azp: undefined, client_id: CLIENT, jti: 'id' }), { header: { typ: 'at+jwt' } }),
  },
]);

export const AUTH0 = [...tokens, ...permissions];
