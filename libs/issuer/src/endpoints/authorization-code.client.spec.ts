import { createHash, X509Certificate } from 'node:crypto';
import { decodeJwt } from 'jose';
import { asserted, assertion, signer } from '../../test/assertions.js';
import { identity } from '../../test/certificates.js';
import { postWithProof, proof, proofKey } from '../../test/dpop-proofs.js';
import { basic, type Form, postForm, requestToken } from '../../test/http-client.js';
import { overTls } from '../../test/https-client.js';
import { API, runIssuer } from '../../test/running-issuer.js';
import { CALLBACK, OPERATOR, redeem, SIGN_IN, signIn, VERIFIER, WEB } from '../../test/sign-in.js';

describe('the client of a code', () => {
  it('authenticates as it does elsewhere when it is confidential', async () => {
    const key = await signer('ES256');
    const web = { ...WEB, jwks: [key.jwk] };
    const site = await runIssuer({ ...SIGN_IN, clients: [web] });
    const code = async () => (await signIn(site, { client_id: web.id })).searchParams.get('code');
    const aud = site.endpoints.oidc.issuer;
    const signed = await assertion(key, { aud, iss: web.id, sub: web.id });
    const ways: readonly [string, Form, Record<string, string>?][] = [
      ['client_secret_post', { client_secret: web.secret }],
      ['client_secret_basic', { client_id: undefined }, { authorization: basic(web.id, web.secret) }],
      ['private_key_jwt', asserted(signed)],
    ];
    for (const [method, changes, headers] of ways) {
      const { status } = await redeem(site, await code(), { client_id: web.id, ...changes }, 'oidc', headers);
      expect([method, status, site.requests.at(-1)?.authenticatedBy]).toEqual([method, 200, method]);
    }
    const { status, body } = await redeem(site, await code(), { client_id: web.id });
    expect([status, body.error]).toEqual([401, 'invalid_client']);
  });

  it('is known without credentials when it is public, for nothing but a code', async () => {
    const issuer = await runIssuer(SIGN_IN);
    await redeem(issuer, (await signIn(issuer)).searchParams.get('code'));
    expect(issuer.requests.at(-1)?.authenticatedBy).toBe('none');
    const alone = await requestToken(issuer, 'oidc', { client_id: OPERATOR.id, client_secret: undefined });
    expect([alone.status, alone.body.error]).toEqual([401, 'invalid_client']);
    const form = { client_id: OPERATOR.id, token: 'x' };
    expect((await postForm(issuer.endpoints.oidc.introspectionUrl ?? '', form)).status).toBe(401);
  });

  it('has tokens bound to its certificate, which does not authenticate it (RFC 8705 §4)', async () => {
    const [server, own] = await Promise.all([identity('CN=issuer'), identity('CN=operator')]);
    const client = { ...OPERATOR, certificateBound: true };
    const site = await runIssuer({ ...SIGN_IN, clients: [client], tls: server });
    const code = (await signIn(site, { resource: API.identifier })).searchParams.get('code') ?? '';
    const form = {
      grant_type: 'authorization_code',
      client_id: client.id,
      redirect_uri: CALLBACK,
      code,
      code_verifier: VERIFIER,
    };
    const { body } = await overTls(`${site.mtlsOrigin}/oidc/token`, { ca: server.cert, as: own }, form);
    const digest = createHash('sha256').update(new X509Certificate(own.cert).raw).digest('base64url');
    expect(decodeJwt(body.access_token).cnf).toEqual({ 'x5t#S256': digest });
    expect(site.requests.at(-1)?.authenticatedBy).toBe('none');
  });

  it('may bind its tokens to a key, and needs no new code to learn the nonce', async () => {
    const careful = await runIssuer({ ...SIGN_IN, dpopNonce: true });
    const key = await proofKey();
    const code = (await signIn(careful, { resource: API.identifier })).searchParams.get('code') ?? '';
    const url = careful.endpoints.oidc.tokenUrl;
    const form = {
      grant_type: 'authorization_code',
      client_id: OPERATOR.id,
      client_secret: undefined,
      redirect_uri: CALLBACK,
      code,
      code_verifier: VERIFIER,
    };
    const refused = await postWithProof(url, await proof(key, url), form);
    expect(refused.body.error).toBe('use_dpop_nonce');
    const nonce = refused.headers.get('dpop-nonce');
    const { body } = await postWithProof(url, await proof(key, url, { nonce }), form);
    expect([body.token_type, decodeJwt(body.access_token).cnf]).toEqual(['DPoP', { jkt: key.jkt }]);
  });
});
