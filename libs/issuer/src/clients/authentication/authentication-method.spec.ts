import { asserted, assertion, type Signer, secretSigner, signer } from '../../../test/assertions.js';
import { basic, type Form, postForm, requestToken, tokenForm } from '../../../test/http-client.js';
import { CLIENT, runIssuer } from '../../../test/running-issuer.js';
import type { AuthenticationMethod, Issuer } from '../../index.js';
import { PERSONALITY_NAMES } from '../../personalities/registry.js';

let key: Signer;

beforeAll(async () => {
  key = await signer('ES256');
});

const METHODS = ['client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt'] as const;

/** One good request by each method. */
const SEND: Readonly<Record<(typeof METHODS)[number], (issuer: Issuer) => Promise<{ status: number }>>> = {
  client_secret_basic: ({ endpoints }) => {
    const form: Form = { ...tokenForm('oidc'), client_secret: undefined };
    return postForm(endpoints.oidc.tokenUrl, form, { authorization: basic(CLIENT.id, CLIENT.secret) });
  },
  client_secret_post: (issuer) => requestToken(issuer, 'oidc'),
  client_secret_jwt: async (issuer) => {
    const token = await assertion(secretSigner('HS256', CLIENT.secret), { aud: issuer.endpoints.oidc.issuer });
    return requestToken(issuer, 'oidc', asserted(token));
  },
  private_key_jwt: async (issuer) =>
    requestToken(issuer, 'oidc', asserted(await assertion(key, { aud: issuer.endpoints.oidc.issuer }))),
};

it.each(METHODS)('a client of %s may use no other method', async (authenticationMethod: AuthenticationMethod) => {
  const issuer = await runIssuer({ clients: [{ ...CLIENT, jwks: [key.jwk], authenticationMethod }] });
  for (const method of METHODS) {
    const { status } = await SEND[method](issuer);
    expect([method, status]).toEqual([method, method === authenticationMethod ? 200 : 401]);
    const { authenticatedBy } = issuer.requests.at(-1) ?? {};
    expect(authenticatedBy).toBe(method === authenticationMethod ? method : undefined);
  }
});

it('a client may use every method that it has the means for', async () => {
  const issuer = await runIssuer({ clients: [{ ...CLIENT, jwks: [key.jwk] }] });
  for (const method of METHODS) expect((await SEND[method](issuer)).status).toBe(200);
});

it('a client without a secret has no secret', async () => {
  const issuer = await runIssuer({ clients: [{ id: CLIENT.id, grants: CLIENT.grants, jwks: [key.jwk] }] });
  const statuses = [];
  for (const method of METHODS) statuses.push((await SEND[method](issuer)).status);
  expect(statuses).toEqual([401, 401, 401, 200]);
  expect((await requestToken(issuer, 'oidc', { client_secret: 'undefined' })).status).toBe(401);
});

it('Entra says that the credential is of the wrong type', async () => {
  const issuer = await runIssuer({ clients: [{ ...CLIENT, authenticationMethod: 'client_secret_basic' }] });
  const { status, body } = await requestToken(issuer, 'azure-v2');
  expect([status, body.error, body.error_codes]).toEqual([401, 'invalid_client', [70002]]);
});

describe.each(PERSONALITY_NAMES)('the secrets of a client at %s', (personality) => {
  const statuses = (issuer: Issuer, ...secrets: string[]) =>
    Promise.all(
      secrets.map(async (client_secret) => (await requestToken(issuer, personality, { client_secret })).status),
    );

  it('all work, current and others', async () => {
    const issuer = await runIssuer({ clients: [{ ...CLIENT, otherSecrets: ['next', 'after next'] }] });
    expect(await statuses(issuer, CLIENT.secret, 'next', 'after next', 'wrong')).toEqual([200, 200, 200, 401]);
  });

  it('work on when a rotation keeps them, and end with one that does not', async () => {
    const issuer = await runIssuer();
    issuer.rotateSecret(CLIENT.id, 'second', { keepOld: true });
    issuer.rotateSecret(CLIENT.id, 'third', { keepOld: true });
    expect(await statuses(issuer, CLIENT.secret, 'second', 'third')).toEqual([200, 200, 200]);
    issuer.rotateSecret(CLIENT.id, 'fourth');
    expect(await statuses(issuer, CLIENT.secret, 'second', 'third', 'fourth')).toEqual([401, 401, 401, 200]);
  });
});

it('client_secret_jwt follows the secrets', async () => {
  const issuer = await runIssuer();
  issuer.rotateSecret(CLIENT.id, 'second', { keepOld: true });
  expect((await SEND.client_secret_jwt(issuer)).status).toBe(200);
  issuer.rotateSecret(CLIENT.id, 'third');
  expect((await SEND.client_secret_jwt(issuer)).status).toBe(401);
});

it('does not rotate to an empty secret', async () => {
  const issuer = await runIssuer();
  expect(() => issuer.rotateSecret(CLIENT.id, '')).toThrow(new TypeError('client "portero" has an empty secret'));
  expect((await requestToken(issuer, 'oidc')).status).toBe(200);
});
