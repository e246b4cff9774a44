import { basic, formBody, get, postForm, tokenForm } from '../../../test/http-client.js';
import { sendRaw } from '../../../test/raw-http.js';
import { API, CLIENT, runIssuer } from '../../../test/running-issuer.js';
import type { Issuer, PersonalityName } from '../../index.js';
import { PERSONALITY_NAMES } from '../../personalities/registry.js';

const ODD = { id: 'a:b/ñ', secret: ': %+&="ü ', grants: { [API.identifier]: [] } };

const ADVERTISED: Readonly<Record<PersonalityName, readonly string[]>> = {
  oidc: ['client_secret_basic', 'client_secret_jwt', 'client_secret_post', 'private_key_jwt'],
  auth0: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
  'azure-v1': ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
  'azure-v2': ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
};

let issuer: Issuer;

beforeAll(async () => {
  issuer = await runIssuer({ clients: [CLIENT, ODD] });
});

describe.each(PERSONALITY_NAMES)('%s', (personality) => {
  const anonymous = { ...tokenForm(personality), client_id: undefined, client_secret: undefined };
  const post = (form: Record<string, string>, headers?: Record<string, string>) =>
    postForm(issuer.endpoints[personality].tokenUrl, { ...anonymous, ...form }, headers);

  it('advertises exactly the methods it checks', async () => {
    const { body } = await get(issuer.endpoints[personality].discoveryUrl);
    expect(body.token_endpoint_auth_methods_supported.toSorted()).toEqual(ADVERTISED[personality]);
  });

  it.each([CLIENT, ODD])('takes client_secret_basic and client_secret_post of $id', async ({ id, secret }) => {
    const inHeader = await post({}, { authorization: basic(id, secret) });
    const inBody = await post({ client_id: id, client_secret: secret });
    expect([inHeader.status, inBody.status]).toEqual([200, 200]);
    const methods = issuer.requests.slice(-2).map(({ authenticatedBy }) => authenticatedBy);
    expect(methods).toEqual(['client_secret_basic', 'client_secret_post']);
  });

  it('takes a Basic header beside the same client_id', async () => {
    const { status } = await post({ client_id: CLIENT.id }, { authorization: basic(CLIENT.id, CLIENT.secret) });
    expect(status).toBe(200);
  });

  it('does not take a raw Basic header that needs encoding', async () => {
    const raw = Buffer.from(`${ODD.id}:${ODD.secret}`).toString('base64');
    const { status } = await post({}, { authorization: `Basic ${raw}` });
    expect([400, 401]).toContain(status);
    expect(issuer.requests.at(-1)).not.toHaveProperty('authenticatedBy');
  });

  it.each([
    ['both methods', { client_id: CLIENT.id, client_secret: CLIENT.secret }, basic(CLIENT.id, CLIENT.secret)],
    ['a bearer token and a secret', { client_id: CLIENT.id, client_secret: CLIENT.secret }, 'Bearer abc'],
    ['two different clients', { client_id: 'another' }, basic(CLIENT.id, CLIENT.secret)],
  ])('refuses %s at once', async (_, form, authorization) => {
    const { status, body } = await post(form, { authorization });
    expect(status).toBe(400);
    expect(body.error).toBe('invalid_request');
  });

  it('refuses two Authorization headers', async () => {
    const { pathname } = new URL(issuer.endpoints[personality].tokenUrl);
    const body = formBody(anonymous).toString();
    const answer = await sendRaw(
      issuer.origin,
      [
        `POST ${pathname} HTTP/1.1`,
        'Host: localhost',
        'Connection: close',
        `Authorization: ${basic(CLIENT.id, CLIENT.secret)}`,
        `Authorization: ${basic(CLIENT.id, CLIENT.secret)}`,
        'Content-Type: application/x-www-form-urlencoded',
        `Content-Length: ${body.length}`,
        '',
        body,
      ].join('\r\n'),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('"error":"invalid_request"');
  });

  it('follows a rotated secret', async () => {
    const rotating = await runIssuer();
    const { tokenUrl } = rotating.endpoints[personality];
    rotating.rotateSecret(CLIENT.id, 'next year');
    const before = await postForm(tokenUrl, tokenForm(personality));
    const after = await postForm(tokenUrl, { ...tokenForm(personality), client_secret: 'next year' });
    expect([before.status, after.status]).toEqual([401, 200]);
  });
});

it('rotates no secret of an unknown client', () => {
  expect(() => issuer.rotateSecret('nobody', 'secret')).toThrow(new RangeError('No client "nobody" is registered.'));
});
