import type { Issuer, IssuerOptions, Person, PersonalityName } from '../src/index.js';
import { type Answer, type Form, formBody, postForm } from './http-client.js';
import { API, CLIENT, CLOSED_API } from './running-issuer.js';

export const ADA: Person = {
  username: 'ada',
  password: 'the engine weaves',
  name: 'Ada Lovelace',
  email: 'ada@portero.example',
  emailVerified: true,
  roles: ['portero.operator'],
  permissions: { [API.identifier]: ['read:students'] },
};

export const ALAN: Person = { username: 'alan', password: 'can machines think', name: 'Alan Turing' };

export const CALLBACK = 'http://127.0.0.1:3001/auth/callback';

/** A public client. */
export const OPERATOR = {
  id: 'portero-operator',
  publicClient: true,
  redirectUris: [CALLBACK, 'http://127.0.0.1:3001/other?tab=1'],
  grants: { [API.identifier]: ['read:students', 'write:students'] },
} as const;

/** A confidential client. */
export const WEB = { ...CLIENT, id: 'web', redirectUris: [CALLBACK] } as const;

export const SIGN_IN: Partial<IssuerOptions> = {
  apis: [API, CLOSED_API],
  clients: [OPERATOR, WEB, CLIENT],
  people: [ADA, ALAN],
};

/** RFC 7636, appendix B. */
export const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';

const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

export type SigningIn = Exclude<PersonalityName, 'azure-v1'>;

const REQUEST: Form = {
  response_type: 'code',
  client_id: OPERATOR.id,
  redirect_uri: CALLBACK,
  scope: 'openid profile email',
  state: 'the state',
  nonce: 'the nonce',
  code_challenge: CHALLENGE,
  code_challenge_method: 'S256',
};

/** An authorization request that is answered with the form, unless a parameter is changed; `undefined` removes one. */
export function authorizationUrl(issuer: Issuer, changes: Form = {}, personality: SigningIn = 'oidc'): string {
  return `${issuer.endpoints[personality].authorizeUrl}?${formBody({ ...REQUEST, ...changes })}`;
}

/** What a browser gets: it follows no redirect. */
export function browse(url: string, init: RequestInit = {}): Promise<Response> {
  return fetch(url, { redirect: 'manual', ...init });
}

/** The name of the sign-in that a form is for. */
export function formName(page: string): string {
  return /name="sign_in" value="([\w-]+)"/.exec(page)?.[1] ?? '';
}

export function submit(issuer: Issuer, form: Form, personality: SigningIn = 'oidc'): Promise<Response> {
  return browse(issuer.endpoints[personality].authorizeUrl ?? '', { method: 'POST', body: formBody(form) });
}

/** Where the browser is sent back to, once Ada or another has signed in. */
export async function signIn(
  issuer: Issuer,
  changes: Form = {},
  personality: SigningIn = 'oidc',
  { username, password }: Person = ADA,
): Promise<URL> {
  const page = await (await browse(authorizationUrl(issuer, changes, personality))).text();
  const { headers } = await submit(issuer, { sign_in: formName(page), username, password }, personality);
  return new URL(headers.get('location') ?? '');
}

/** A token request for the code that succeeds, unless a parameter is changed; `undefined` removes one. */
export function redeem(
  issuer: Issuer,
  code: string | null,
  changes: Form = {},
  personality: SigningIn = 'oidc',
  headers?: Record<string, string>,
): Promise<Answer> {
  const form = {
    grant_type: 'authorization_code',
    client_id: OPERATOR.id,
    redirect_uri: CALLBACK,
    code: code ?? undefined,
    code_verifier: VERIFIER,
    ...changes,
  };
  return postForm(issuer.endpoints[personality].tokenUrl, form, headers);
}

/** What Ada's client gets for an authorization request. */
export async function tokensFor(
  issuer: Issuer,
  changes: Form = {},
  personality: SigningIn = 'oidc',
  person: Person = ADA,
): Promise<Answer['body']> {
  const back = await signIn(issuer, changes, personality, person);
  return (await redeem(issuer, back.searchParams.get('code'), {}, personality)).body;
}
