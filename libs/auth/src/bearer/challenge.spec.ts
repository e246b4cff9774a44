import { REASONS, type Reason } from '../telemetry/reasons.js';
import { challenge } from './challenge.js';
import { Refusal } from './refusal.js';

const METADATA = 'https://api.example/.well-known/oauth-protected-resource';

const challengeOf = (reason: Reason, permissions?: string[], resourceMetadata?: string) =>
  challenge(new Refusal(reason, { permissions }), { realm: 'portero', resourceMetadata });

it.each<[Reason, string]>([
  ['credentials_missing', 'Bearer realm="portero"'],
  [
    'request_malformed',
    `Bearer realm="portero", error="invalid_request", error_description="Send exactly one Authorization header of the form 'Bearer <token>' or 'DPoP <token>'."`,
  ],
  [
    'malformed',
    'Bearer realm="portero", error="invalid_token", error_description="The access token is not a well-formed JWT."',
  ],
  ['expired', 'Bearer realm="portero", error="invalid_token", error_description="The access token has expired."'],
  [
    'caller_not_allowed',
    'Bearer realm="portero", error="insufficient_scope", error_description="The client of the access token may not call this API."',
  ],
])('for %s is %s', (reason, header) => {
  expect(challengeOf(reason)).toBe(header);
});

it('names the missing permissions as scope', () => {
  expect(challengeOf('permission_missing', ['read:students', 'write:students'])).toBe(
    'Bearer realm="portero", error="insufficient_scope", error_description="The access token lacks a required permission.", scope="read:students write:students"',
  );
});

it('has no scope for an empty list of permissions', () => {
  expect(challengeOf('permission_missing', [])).not.toContain('scope=');
});

it('names the metadata document (RFC 9728 §5.1), also without credentials', () => {
  expect(challengeOf('credentials_missing', undefined, METADATA)).toBe(
    `Bearer realm="portero", resource_metadata="${METADATA}"`,
  );
  expect(challengeOf('permission_missing', ['a'], METADATA)).toBe(
    `Bearer realm="portero", error="insufficient_scope", error_description="The access token lacks a required permission.", scope="a", resource_metadata="${METADATA}"`,
  );
});

describe('where DPoP proofs can be checked', () => {
  const options = { realm: 'portero', proofAlgorithms: 'ES256 EdDSA' };

  it.each<[Reason, string]>([
    [
      'expired',
      'DPoP realm="portero", error="invalid_token", error_description="The access token has expired.", algs="ES256 EdDSA"',
    ],
    [
      'proof_invalid',
      'DPoP realm="portero", error="invalid_dpop_proof", error_description="The DPoP proof is not valid for this request.", algs="ES256 EdDSA"',
    ],
    [
      'nonce_required',
      'DPoP realm="portero", error="use_dpop_nonce", error_description="Send a DPoP proof with the nonce of the DPoP-Nonce header.", algs="ES256 EdDSA"',
    ],
  ])('answers in the scheme of the request: %s', (reason, header) => {
    expect(challenge(new Refusal(reason), options, 'DPoP')).toBe(header);
  });

  it.each<Reason>(['proof_missing', 'binding_required'])('names the scheme that would mend it: %s', (reason) => {
    expect(challenge(new Refusal(reason), options)).toBe(
      `Bearer realm="portero", error="invalid_token", error_description="${REASONS[reason].detail}", DPoP algs="ES256 EdDSA"`,
    );
  });

  it('does not name it otherwise', () => {
    expect(challenge(new Refusal('credentials_missing'), options)).toBe('Bearer realm="portero"');
  });
});

it('cannot be broken out of', () => {
  const refusal = new Refusal('permission_missing', { permissions: ['a"b\\c'] });
  expect(challenge(refusal, { realm: 'the "best" \\ realm' })).toBe(
    `Bearer realm="the 'best' ' realm", error="insufficient_scope", error_description="The access token lacks a required permission.", scope="a'b'c"`,
  );
});

const ALL = Object.keys(REASONS) as Reason[];
const FOR_A_TOKEN = /invalid_|insufficient_|use_dpop_nonce/;

it.each(ALL.filter((reason) => REASONS[reason].status >= 500))(
  "is absent for %s, which is not the token's fault",
  (reason) => {
    expect(challengeOf(reason, ['a'], METADATA)).toBeUndefined();
  },
);

it.each<Reason>(['provider_unknown', 'client_not_configured', 'caller_not_local', 'access_off'])(
  'is absent for %s, which a token does not mend',
  (reason) => {
    expect(challengeOf(reason, undefined, METADATA)).toBeUndefined();
  },
);

it('does not take the error code of a provider for its own', () => {
  const refusal = new Refusal('provider_unknown', { providerError: 'invalid_client' });
  expect(challenge(refusal, { realm: 'portero' })).toBeUndefined();
});

it.each(ALL.filter((reason) => 'error' in REASONS[reason]))(
  'for %s is printable ASCII with paired quotes',
  (reason) => {
    const header = challengeOf(reason, ['read:students'], METADATA) ?? '';
    expect(header).toMatch(/^Bearer (\w+="[\x20\x21\x23-\x5b\x5d-\x7e]*"(, |$))+$/);
    expect(header).toMatch(FOR_A_TOKEN);
  },
);
