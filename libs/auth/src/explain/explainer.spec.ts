import { API_ID, ExplainedProvider, OTHER_TENANT, TENANT } from '../../test/explainer-of.js';
import { START_SECONDS as NOW } from '../../test/manual-clock.js';
import type { Check, Demands } from './explanation.js';

type Kind = 'oidc' | 'azure' | 'auth0';
type Values = Readonly<Record<string, unknown>>;
type Found = Pick<Check, 'about' | 'expected' | 'actual'>;

interface Case {
  readonly kind?: Kind;
  readonly settings?: Values;
  readonly claims?: Values;
  readonly header?: Values;
  readonly demands?: Demands;
  readonly publicUrl?: string;
}

const V2 = `https://login.microsoftonline.com/${TENANT}/v2.0`;
const V1 = `https://sts.windows.net/${TENANT}/`;
const THUMBPRINT = 'A'.repeat(43);

let provider: ExplainedProvider;
beforeAll(async () => {
  provider = await ExplainedProvider.start(NOW + 120);
});

const CASES: [string, Case, Found, string][] = [
  [
    'type_not_allowed',
    { header: { typ: 'JWT' } },
    { about: 'type', expected: 'typ: at+jwt', actual: '"JWT"' },
    'Send the access token, not the ID token. For a vendor without at+jwt set OIDC_TOKEN_TYPES_instance.',
  ],
  [
    'issuer_unknown',
    { kind: 'azure', claims: { iss: `https://login.microsoftonline.com/${OTHER_TENANT}/v2.0` } },
    {
      about: 'issuer',
      expected: `iss: ${V2} or ${V1}`,
      actual: `"https://login.microsoftonline.com/${OTHER_TENANT}/v2.0"`,
    },
    `The nearest issuer is ${V2} of instance. They differ in the tenant only. The other checks are against it. OIDC_ISSUER_instance must be exactly the iss of v2 tokens, OIDC_V1_ISSUER_instance that of v1 tokens. The manifest of the API says which it gets: requestedAccessTokenVersion (accessTokenAcceptedVersion in older ones).`,
  ],
  [
    'issuer_unknown',
    { kind: 'auth0', claims: { iss: 'https://lab.eu.auth0.com' } },
    { about: 'issuer', expected: 'iss: https://lab.eu.auth0.com/', actual: '"https://lab.eu.auth0.com"' },
    "The nearest issuer is https://lab.eu.auth0.com/ of instance. They differ in the slash at the end only. The other checks are against it. OIDC_ISSUER_instance must be exactly the token's iss, with the trailing slash: https://<domain>/.",
  ],
  [
    'claim_missing',
    { claims: { iss: undefined } },
    { about: 'issuer', expected: 'iss: https://op.example', actual: 'absent' },
    'The nearest issuer is https://op.example of instance. The other checks are against it. Send an access token of a trusted issuer: it names itself in iss.',
  ],
  [
    'claim_missing',
    { claims: { client_id: undefined } },
    { about: 'required claims', expected: 'exp, sub, client_id', actual: 'no client_id' },
    'Have the issuer add what is missing. The client may have another claim: OIDC_CLIENT_CLAIM_instance.',
  ],
  [
    'claim_missing',
    { claims: { aud: undefined } },
    { about: 'audience', expected: 'aud: api://students', actual: 'absent' },
    'Have the issuer add aud. Where it cannot, set OIDC_AUDIENCE_OPTIONAL_instance=true and OIDC_CALLERS_instance.',
  ],
  [
    'claim_invalid',
    { claims: { nbf: 'soon' } },
    { about: 'claim types', expected: 'nbf: a number', actual: '"soon"' },
    'Have the issuer write the claim as RFC 7519 says; look at mappings and hooks that add claims.',
  ],
  [
    'expired',
    { claims: { exp: NOW - 90 } },
    { about: 'expiry', expected: `exp after ${NOW - 60}`, actual: String(NOW - 90) },
    "It expired 90 s ago. The provider's clock is 120 s ahead of this one. Ask for a new token. Put the clocks right before you raise OIDC_CLOCK_TOLERANCE_instance.",
  ],
  [
    'not_yet_valid',
    { claims: { nbf: NOW + 90 } },
    { about: 'start', expected: `nbf not after ${NOW + 60}`, actual: String(NOW + 90) },
    "It begins in 90 s. The provider's clock is 120 s ahead of this one. Wait until it begins. Put the clocks right before you raise OIDC_CLOCK_TOLERANCE_instance.",
  ],
  [
    'key_unknown',
    { header: { kid: 'two' } },
    { about: 'key', expected: 'a kid of the published key set', actual: '"two"' },
    'Send a token of the environment that OIDC_ISSUER_instance names, signed after its last change of keys.',
  ],
  [
    'audience_mismatch',
    { kind: 'azure', claims: { aud: API_ID } },
    { about: 'audience', expected: 'aud: api://students or api://students/', actual: `"${API_ID}"` },
    'It has an application id, as v2 tokens of Entra ID do. Ask with the scope <Application ID URI>/.default. For a custom Application ID URI (Entra: Expose an API) list both in OIDC_AUDIENCE_instance: the URI and the application id.',
  ],
  [
    'audience_mismatch',
    { kind: 'auth0', claims: { aud: 'api://students/' } },
    { about: 'audience', expected: 'aud: api://students', actual: '"api://students/"' },
    'It differs from an accepted one in the slash at the end only. Ask with the Identifier of the API (Auth0: Applications > APIs) as audience; OIDC_AUDIENCE_instance is the same text.',
  ],
  [
    'caller_not_allowed',
    { settings: { callers: ['another'] } },
    { about: 'caller', expected: 'client: another', actual: '"caller"' },
    'Add the client id to OIDC_CALLERS_instance, if it may call.',
  ],
  [
    'tenant_mismatch',
    { kind: 'azure', claims: { tid: OTHER_TENANT } },
    { about: 'tenant', expected: `tid: ${TENANT}`, actual: `"${OTHER_TENANT}"` },
    'Ask for the token in the tenant that OIDC_ISSUER_instance names. For several tenants: common in the issuer, and their ids in OIDC_TENANTS_instance.',
  ],
  [
    'binding_required',
    { settings: { senderConstrained: 'required' } },
    { about: 'binding', expected: 'cnf', actual: 'absent' },
    'Ask for the token with a DPoP proof or a client certificate, or set OIDC_SENDER_CONSTRAINED_instance=accepted.',
  ],
  [
    'confirmation_unsupported',
    { claims: { cnf: { kid: 'x' } } },
    { about: 'binding', expected: 'cnf: jkt or x5t#S256', actual: '["kid"]' },
    'Bind tokens by cnf.jkt (DPoP) or cnf["x5t#S256"] (client certificate) only; cnf.jkt needs the public URL of this service (PUBLIC_URL).',
  ],
  [
    'proof_missing',
    { claims: { cnf: { jkt: THUMBPRINT } }, publicUrl: 'https://api.example' },
    { about: 'binding', expected: 'scheme DPoP', actual: 'Bearer' },
    'The token alone is not enough: send it by "Authorization: DPoP" with a proof in the DPoP header, or over a connection with its client certificate.',
  ],
  [
    'proof_invalid',
    { claims: { cnf: { jkt: THUMBPRINT } }, publicUrl: 'https://api.example', demands: { scheme: 'DPoP' } },
    { about: 'binding', expected: 'one DPoP field', actual: '0' },
    'The token alone has no proof: each request needs a new one in its DPoP header.',
  ],
  [
    'permission_missing',
    { kind: 'azure', demands: { permissions: ['read:students', 'read:grades'] } },
    { about: 'permissions', expected: 'read:students read:grades', actual: 'read:students' },
    'Give the client the app role (Entra: App registrations > API permissions) and grant admin consent, then ask for a new token.',
  ],
];

it.each(CASES)('says what to do about %s, %j', async (reason, given, found, nextStep) => {
  const { kind = 'oidc', claims, header, ...options } = given;
  const token = await provider.sign(kind, claims, header);
  expect(await provider.firstFault(kind, token, options)).toEqual({
    verdict: 'failed',
    reason,
    source: expect.stringMatching(/RFC \d{4}|Microsoft/),
    ...found,
    nextStep,
  });
});
