import { basic, postForm, requestToken, tokenForm } from '../../../test/http-client.js';
import { CLIENT, runIssuer } from '../../../test/running-issuer.js';
import type { Issuer } from '../../index.js';

let issuer: Issuer;

beforeAll(async () => {
  issuer = await runIssuer();
});

describe('an oidc refusal', () => {
  it.each([
    ['grant_type missing', { grant_type: undefined }, 400, 'invalid_request', 'a required parameter is missing'],
    ['grant_type empty', { grant_type: '' }, 400, 'invalid_request', 'a required parameter is missing'],
    ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type', 'the grant_type is not supported'],
    [
      'no client',
      { client_id: undefined, client_secret: undefined },
      401,
      'invalid_client',
      'no client authentication',
    ],
    ['client_id alone', { client_secret: undefined }, 401, 'invalid_client', 'no client authentication'],
    ['secret alone', { client_id: undefined }, 401, 'invalid_client', 'no client authentication'],
    ['unknown client', { client_id: 'nobody' }, 401, 'invalid_client', 'client authentication failed'],
    ['wrong secret', { client_secret: 'wrong' }, 401, 'invalid_client', 'client authentication failed'],
    ['expired secret', { client_secret: 'last year' }, 401, 'invalid_client', 'client authentication failed'],
  ])('for %s', async (_, changes, status, error, error_description) => {
    const answer = await requestToken(issuer, 'oidc', changes);
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ error, error_description });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('pragma')).toBe('no-cache');
    expect(answer.headers.get('www-authenticate')).toBeNull();
  });

  it('challenges a client that used the Authorization header (RFC 6749 §5.2)', async () => {
    const form = { ...tokenForm('oidc'), client_id: undefined, client_secret: undefined };
    const { status, headers, body } = await postForm(issuer.endpoints.oidc.tokenUrl, form, {
      authorization: basic(CLIENT.id, 'wrong'),
    });
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Basic realm="oidc"');
    expect(body.error).toBe('invalid_client');
  });
});
