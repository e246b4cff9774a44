import { identity } from '../test/certificates.js';
import { OPTIONS } from '../test/running-issuer.js';
import { checkOptions } from './check-options.js';
import type { IssuerOptions } from './index.js';

it('accepts good options', () => {
  expect(() => checkOptions(OPTIONS)).not.toThrow();
});

const BROKEN = [
  { id: 'bare', grants: {} },
  { id: 'keyless', secret: 'hush', authenticationMethod: 'private_key_jwt', grants: {} },
  { id: 'pem', certificates: ['hush'], grants: {} },
  { id: 'private', jwks: [{ kty: 'RSA', n: 'AQAB', e: 'AQAB', d: 'hush' }], grants: {} },
  { id: 'twice-bound', secret: 'hush', dpopBound: true, certificateBound: true, grants: {} },
  { id: 'symmetric', jwks: [{ kty: 'oct', k: 'hush' }], grants: {} },
] as const;

it('lists every fault and no secret', () => {
  const api = { identifier: 'api://a', permissions: ['read'] };
  const client = { id: 'c', secret: 'hush', grants: { 'api://a': ['read', 'write'], 'api://b': [] } };
  const options = {
    tenant: 'contoso',
    apis: [api, api, { identifier: 'api://odd', permissions: [], tokenFormat: 'saml' }],
    clients: [client, { ...client, secret: '', grants: {} }, ...BROKEN],
  };
  expect(() => checkOptions(options as unknown as IssuerOptions)).toThrow(
    new TypeError(
      [
        'The issuer cannot start:',
        '- tenant "contoso" is not a GUID',
        '- API "api://a" is registered twice',
        '- client "c" is registered twice',
        '- API "api://odd" has no token format "saml"',
        '- client "c" has an empty secret',
        '- client "pem" has a certificate that is not PEM',
        '- client "private" has a JWK that is not a public RSA or EC key',
        '- client "symmetric" has a JWK that is not a public RSA or EC key',
        '- client "bare" has nothing to authenticate with',
        '- client "keyless" has nothing for its authentication method private_key_jwt',
        '- client "twice-bound" is both dpopBound and certificateBound',
        '- client "twice-bound" is certificateBound, and there is no tls to take its certificate',
        '- client "c" is granted "write", which API "api://a" does not define',
        '- client "c" is granted unknown API "api://b"',
      ].join('\n'),
    ),
  );
});

it('accepts tls, and names what is wrong with it', async () => {
  const [server, other] = await Promise.all([identity('CN=a'), identity('CN=b')]);
  const clients = [{ id: 'named', tlsClientAuthSubjectDn: 'CN=named', grants: {} }];
  const check = (tls?: IssuerOptions['tls']) => () => checkOptions({ ...OPTIONS, clients, tls });
  const unusable = '- tls is not a key with its certificate, and authorities, in PEM';
  const noAuthority = '- client "named" has a subject, and there is no tls.ca to vouch for it';
  const start = 'The issuer cannot start:\n';
  expect(check({ ...server, ca: other.cert })).not.toThrow();
  expect(check()).toThrow(new TypeError(start + noAuthority));
  expect(check({ ...server })).toThrow(new TypeError(start + noAuthority));
  expect(check({ key: other.key, cert: server.cert, ca: other.cert })).toThrow(new TypeError(start + unusable));
  expect(check({ key: 'hush', cert: 'hush' })).toThrow(new TypeError(`${start}${unusable}\n${noAuthority}`));
  expect(check({ ...server, ca: 'hush' })).toThrow(new TypeError(start + unusable));
});
