import { sendRaw } from '../../test/raw-http.js';
import { runIssuer, TENANT } from '../../test/running-issuer.js';
import { CALLBACK, SIGN_IN } from '../../test/sign-in.js';
import type { Issuer } from '../index.js';

let issuer: Issuer;

beforeAll(async () => {
  issuer = await runIssuer(SIGN_IN);
});

const REDIRECT = encodeURIComponent(CALLBACK);

const PATHS = [
  '/oidc/token',
  '/auth0/oauth/token',
  `/azure/${TENANT}/oauth2/token`,
  `/azure/${TENANT}/oauth2/v2.0/token`,
  '/azure/%00/oauth2/token',
  '/oidc/authorize',
  '/auth0/authorize',
  `/azure/${TENANT}/oauth2/v2.0/authorize`,
];

const HEADERS = [
  'Authorization: Basic',
  'Authorization: Basic ====',
  'Authorization: Basic /////w==',
  'Authorization: Basic OjpAOg==',
  'Authorization: Basic JTp4',
  `Authorization: Basic ${'QQ'.repeat(3000)}`,
  'Authorization: \t',
  'Authorization: Digest username="x"\r\nAuthorization: Basic eDp5',
  'Content-Type: application/json\r\nX: y',
  'Content-Type: ;;;',
  'Content-Type: application/x-www-form-urlencoded; charset=\xff',
  'Content-Encoding: gzip',
];

const BODIES = [
  '',
  '&&&=&=',
  '%',
  '%ff%fe=%c3%28&grant_type=%00',
  'grant_type=client_credentials&client_id=%ff&client_secret=%',
  'grant_type=client_credentials&client_id=constructor&client_secret=x',
  'grant_type=client_credentials&client_id=__proto__&client_secret=x&__proto__=1',
  'grant_type=client_credentials&client_id=portero&client_secret=correct+horse&scope=__proto__&resource=__proto__&audience=__proto__',
  'grant_type=client_credentials&client_id=portero&client_secret=correct+horse&scope=%00/.default',
  '{"grant_type":{"toString":1}}',
  '{"__proto__":{"grant_type":"client_credentials"}}',
  '[[[[[[[[',
  `grant_type=authorization_code&client_id=portero-operator&redirect_uri=${REDIRECT}&code=__proto__&code_verifier=%00`,
  'grant_type=authorization_code&client_id=portero-operator&client_id=__proto__&code=x',
  'sign_in=__proto__&username=__proto__&password=__proto__&__proto__=1',
  `client_id=portero-operator&redirect_uri=${REDIRECT}&response_type=code&state=%00%ff%0d%0a&scope=__proto__`,
  `client_id=portero-operator&redirect_uri=${REDIRECT}%0d%0aX-Y:z`,
  '\x00\x01\xff\xfe',
];

function post(path: string, header: string, body: string): string {
  return [
    `POST ${path} HTTP/1.1`,
    'Host: x',
    'Connection: close',
    ...(header.startsWith('Content-Type') ? [] : ['Content-Type: application/x-www-form-urlencoded']),
    header,
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n');
}

describe.each(PATHS)('%s', (path) => {
  it.each(HEADERS)('answers every body with less than 500 under %j', async (header) => {
    const answers = await Promise.all(BODIES.map((body) => sendRaw(issuer.origin, post(path, header, body))));
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 [234]\d\d /);
  });
});

it.each([
  'GARBAGE\r\n\r\n',
  'GET\r\n\r\n',
  'GET /oidc/jwks HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n',
  `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
  'GET http://elsewhere/oidc/jwks HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  'GET * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  'OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  'GET /oidc/jwks?%ff=%&a=b&a=c HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  'POST /oidc/token HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n',
  'GET /oidc/jwks HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n\r\n',
])('answers %j with less than 500', async (bytes) => {
  expect(await sendRaw(issuer.origin, bytes)).toMatch(/^HTTP\/1\.1 [24]\d\d /);
});
