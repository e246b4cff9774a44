import type { Issuer, PersonalityName } from '../src/index.js';
import { API, CLIENT } from './running-issuer.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: an answer is compared with what it should be, whatever it is
  readonly body: any;
}

export type Form = Readonly<Record<string, string | undefined>>;

/** How each personality is told the API. */
const NAMING_THE_API: Readonly<Record<PersonalityName, Form>> = {
  oidc: { resource: API.identifier },
  auth0: { audience: API.identifier },
  'azure-v1': { resource: API.identifier },
  'azure-v2': { scope: `${API.identifier}/.default` },
};

export async function get(url: string): Promise<Answer> {
  return read(await fetch(url));
}

export async function postForm(url: string, form: Form, headers: Record<string, string> = {}): Promise<Answer> {
  return read(await fetch(url, { method: 'POST', body: formBody(form), headers }));
}

/** A token request that succeeds, unless a parameter is changed; `undefined` removes one. */
export function requestToken(
  issuer: Issuer,
  personality: PersonalityName,
  changes: Form = {},
  headers?: Record<string, string>,
): Promise<Answer> {
  return postForm(issuer.endpoints[personality].tokenUrl, { ...tokenForm(personality), ...changes }, headers);
}

export function tokenForm(personality: PersonalityName): Form {
  return {
    grant_type: 'client_credentials',
    client_id: CLIENT.id,
    client_secret: CLIENT.secret,
    ...NAMING_THE_API[personality],
  };
}

export function basic(id: string, secret: string): string {
  const encoded = [id, secret].map((part) => new URLSearchParams({ '': part }).toString().slice(1));
  return `Basic ${Buffer.from(encoded.join(':')).toString('base64')}`;
}

export function formBody(form: Form): URLSearchParams {
  return new URLSearchParams(Object.entries(form).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}
