import { connect } from 'node:net';
import request from 'supertest';
import { PROVIDER_ROWS, type ProviderRow } from './provider-environments.js';
import { type RunningService, startService } from './running-service.js';

const LOCAL = PROVIDER_ROWS.find(({ name }) => name === 'local') as ProviderRow;

const json = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const raw = (text: string | Buffer) => Buffer.from(text as string).toString('base64url');
const HEADER = { alg: 'RS256', typ: 'at+jwt', kid: 'k' };
const NOW = Math.floor(Date.now() / 1000);

let service: RunningService;
beforeAll(async () => {
  service = await startService(LOCAL);
});
afterAll(() => service.close());

const claims = (over: Record<string, unknown> = {}) => ({
  iss: service.issuer.endpoints.oidc.issuer,
  aud: 'api://7c2f6d0e-5a0b-4f5c-9d3e-2b8a1c4e6f90',
  sub: 'caller',
  client_id: 'caller',
  exp: NOW + 600,
  iat: NOW,
  jti: 'id',
  ...over,
});
const token = (header: unknown, over: Record<string, unknown> = {}) => `${json(header)}.${json(claims(over))}.c2ln`;
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

/** Sends the field as it is written: http clients would refuse or mend some of these. */
function send(fields: readonly string[]): Promise<{ status: number; reason: string | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(service.url);
    const socket = connect(Number(port), '127.0.0.1');
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('end', () => {
      const text = Buffer.concat(chunks).toString('latin1');
      const body = text.slice(text.indexOf('\r\n\r\n'));
      resolve({ status: Number(text.slice(9, 12)), reason: /"reason":"(\w+)"/.exec(body)?.[1], text });
    });
    const lines = ['GET /products HTTP/1.1', 'Host: localhost', 'Connection: close', ...fields, '', ''];
    socket.write(Buffer.from(lines.join('\r\n'), 'latin1'));
  });
}

describe('malformed Authorization fields', () => {
  it.each([
    { sent: 'no field', fields: [], status: 401, reason: 'credentials_missing' },
    { sent: 'another scheme', fields: ['Authorization: Basic dTpw'], status: 401, reason: 'credentials_missing' },
    { sent: 'a scheme alone', fields: ['Authorization: Negotiate'], status: 401, reason: 'credentials_missing' },
    {
      sent: 'a scheme that begins alike',
      fields: ['Authorization: BearerX a.b.c'],
      status: 401,
      reason: 'credentials_missing',
    },
    {
      sent: 'a digest',
      fields: ['Authorization: Digest username="x", realm="y"'],
      status: 401,
      reason: 'credentials_missing',
    },
    {
      sent: 'a proxy field',
      fields: ['Proxy-Authorization: Bearer a.b.c'],
      status: 401,
      reason: 'credentials_missing',
    },
    { sent: 'an empty field', fields: ['Authorization:'], status: 400, reason: 'request_malformed' },
    { sent: 'blanks', fields: ['Authorization:    '], status: 400, reason: 'request_malformed' },
    { sent: 'the scheme without a token', fields: ['Authorization: Bearer'], status: 400, reason: 'request_malformed' },
    { sent: 'the scheme and a blank', fields: ['Authorization: Bearer '], status: 400, reason: 'request_malformed' },
    { sent: 'two tokens', fields: ['Authorization: Bearer a.b.c d.e.f'], status: 400, reason: 'request_malformed' },
    {
      sent: 'two tokens and a comma',
      fields: ['Authorization: Bearer a.b.c,d.e.f'],
      status: 400,
      reason: 'request_malformed',
    },
    {
      sent: 'the scheme twice',
      fields: ['Authorization: Bearer Bearer a.b.c'],
      status: 400,
      reason: 'request_malformed',
    },
    { sent: 'a parameter', fields: ['Authorization: Bearer token="a.b.c"'], status: 400, reason: 'request_malformed' },
    { sent: 'a quoted token', fields: ['Authorization: Bearer "a.b.c"'], status: 400, reason: 'request_malformed' },
    {
      sent: 'a tab after the scheme',
      fields: ['Authorization: Bearer\ta.b.c'],
      status: 400,
      reason: 'request_malformed',
    },
    {
      sent: 'padding in the middle',
      fields: ['Authorization: Bearer a=b.c'],
      status: 400,
      reason: 'request_malformed',
    },
    {
      sent: 'a letter that is not ASCII',
      fields: ['Authorization: Bearer \xE9.b.c'],
      status: 400,
      reason: 'request_malformed',
    },
    { sent: 'a percent sign', fields: ['Authorization: Bearer a%2Eb.c'], status: 400, reason: 'request_malformed' },
    { sent: 'braces', fields: ['Authorization: Bearer {}'], status: 400, reason: 'request_malformed' },
    { sent: 'a colon before it', fields: ['Authorization: : Bearer a.b.c'], status: 400, reason: 'request_malformed' },
    {
      sent: 'two fields',
      fields: ['Authorization: Bearer a.b.c', 'Authorization: Bearer d.e.f'],
      status: 400,
      reason: 'request_malformed',
    },
    {
      sent: 'two fields of which one is basic',
      fields: ['Authorization: Basic dTpw', 'authorization: Bearer a.b.c'],
      status: 400,
      reason: 'request_malformed',
    },
    { sent: 'a null byte', fields: ['Authorization: Bearer a\0b'], status: 400, reason: undefined },
    {
      sent: 'a field of 20 KB',
      fields: [`Authorization: Bearer ${'a'.repeat(20_000)}`],
      status: 431,
      reason: undefined,
    },
  ])('answers $status $reason to $sent', async ({ fields, status, reason }) => {
    const answer = await send(fields);
    expect({ status: answer.status, reason: answer.reason }).toEqual({ status, reason });
  });
});

describe('malformed tokens', () => {
  const rows: readonly { sent: string; bearer: () => string; reason: string }[] = [
    { sent: 'a word', bearer: () => 'opaque', reason: 'malformed' },
    { sent: 'two dots', bearer: () => '..', reason: 'malformed' },
    { sent: 'padding alone', bearer: () => 'a==', reason: 'malformed' },
    { sent: 'two parts', bearer: () => `${json(HEADER)}.${json({})}`, reason: 'malformed' },
    { sent: 'four parts', bearer: () => `${token(HEADER)}.x`, reason: 'malformed' },
    { sent: 'an encrypted token', bearer: () => 'a.b.c.d.e', reason: 'malformed' },
    { sent: 'an empty header', bearer: () => `.${json({})}.c2ln`, reason: 'malformed' },
    { sent: 'an empty payload', bearer: () => `${json(HEADER)}..c2ln`, reason: 'malformed' },
    { sent: 'plain base64', bearer: () => `${json(HEADER)}.a+b/.c2ln`, reason: 'malformed' },
    { sent: 'a header that is no JSON', bearer: () => `${raw('nope')}.${json({})}.c2ln`, reason: 'malformed' },
    { sent: 'a payload that is no JSON', bearer: () => `${json(HEADER)}.${raw('{')}.c2ln`, reason: 'malformed' },
    { sent: 'a header that is a list', bearer: () => `${json([])}.${json({})}.c2ln`, reason: 'malformed' },
    { sent: 'a payload that is null', bearer: () => `${json(HEADER)}.${json(null)}.c2ln`, reason: 'malformed' },
    { sent: 'a payload that is a text', bearer: () => `${json(HEADER)}.${json('x')}.c2ln`, reason: 'malformed' },
    { sent: 'a payload that is a number', bearer: () => `${json(HEADER)}.${json(7)}.c2ln`, reason: 'malformed' },
    {
      sent: 'invalid UTF-8',
      bearer: () => `${json(HEADER)}.${raw(Buffer.from([0x22, 0xff, 0x22]))}.c2ln`,
      reason: 'malformed',
    },
    { sent: 'a header of lists in lists', bearer: () => `${raw(nested(3_000))}.${json({})}.c2ln`, reason: 'malformed' },
    {
      sent: 'a payload of lists in lists',
      bearer: () => `${json(HEADER)}.${raw(`{"iss":${nested(3_000)}}`)}.c2ln`,
      reason: 'issuer_unknown',
    },
    { sent: 'no claims', bearer: () => `${json(HEADER)}.${json({})}.c2ln`, reason: 'claim_missing' },
    { sent: 'an issuer that is null', bearer: () => token(HEADER, { iss: null }), reason: 'issuer_unknown' },
    { sent: 'an issuer that is a list', bearer: () => token(HEADER, { iss: ['x'] }), reason: 'issuer_unknown' },
    {
      sent: 'an issuer named like a property',
      bearer: () => token(HEADER, { iss: '__proto__' }),
      reason: 'issuer_unknown',
    },
    {
      sent: 'a prototype in its payload',
      bearer: () => `${json(HEADER)}.${raw('{"__proto__":{"iss":"x"}}')}.c2ln`,
      reason: 'claim_missing',
    },
    { sent: 'no algorithm', bearer: () => token({ typ: 'at+jwt' }), reason: 'algorithm_not_allowed' },
    {
      sent: 'an algorithm that is a list',
      bearer: () => token({ ...HEADER, alg: ['RS256'] }),
      reason: 'algorithm_not_allowed',
    },
    {
      sent: 'an algorithm in lower case',
      bearer: () => token({ ...HEADER, alg: 'rs256' }),
      reason: 'algorithm_not_allowed',
    },
    {
      sent: 'an algorithm named like a property',
      bearer: () => token({ ...HEADER, alg: 'constructor' }),
      reason: 'algorithm_not_allowed',
    },
    { sent: 'a type that is an object', bearer: () => token({ ...HEADER, typ: {} }), reason: 'type_not_allowed' },
    { sent: 'a type that is null', bearer: () => token({ ...HEADER, typ: null }), reason: 'type_not_allowed' },
    { sent: 'a critical list', bearer: () => token({ ...HEADER, crit: [] }), reason: 'malformed' },
    {
      sent: 'an unencoded payload',
      bearer: () => token({ ...HEADER, b64: false, crit: ['b64'] }),
      reason: 'malformed',
    },
    { sent: 'a key id that is unknown', bearer: () => token(HEADER), reason: 'key_unknown' },
    { sent: 'a key id that is a number', bearer: () => token({ ...HEADER, kid: 7 }), reason: 'key_unknown' },
    { sent: 'a key id that is an object', bearer: () => token({ ...HEADER, kid: {} }), reason: 'key_unknown' },
    {
      sent: 'a key id that is a path',
      bearer: () => token({ ...HEADER, kid: '../../dev/null' }),
      reason: 'key_unknown',
    },
    {
      sent: 'a key of its own',
      bearer: () => token({ ...HEADER, jwk: { kty: 'oct', k: 'AA' } }),
      reason: 'key_unknown',
    },
    { sent: 'an expiry that is a text', bearer: () => token(HEADER, { exp: 'soon' }), reason: 'claim_invalid' },
    { sent: 'an expiry that is null', bearer: () => token(HEADER, { exp: null }), reason: 'claim_invalid' },
    { sent: 'an expiry that is negative', bearer: () => token(HEADER, { exp: -1 }), reason: 'expired' },
    {
      sent: 'an expiry beyond all numbers',
      bearer: () => `${json(HEADER)}.${raw(JSON.stringify(claims()).replace(/"exp":\d+/, '"exp":1e999'))}.c2ln`,
      reason: 'claim_invalid',
    },
    { sent: 'a start that is a list', bearer: () => token(HEADER, { nbf: [1] }), reason: 'claim_invalid' },
    { sent: 'a start that never comes', bearer: () => token(HEADER, { nbf: 1e15 }), reason: 'not_yet_valid' },
    { sent: 'a subject that is a number', bearer: () => token(HEADER, { sub: 7 }), reason: 'claim_invalid' },
    { sent: 'an empty subject', bearer: () => token(HEADER, { sub: '' }), reason: 'claim_invalid' },
    { sent: 'a client that is an object', bearer: () => token(HEADER, { client_id: {} }), reason: 'claim_invalid' },
    { sent: 'no client', bearer: () => token(HEADER, { client_id: undefined }), reason: 'claim_missing' },
  ];

  it.each(rows)('answers 401 $reason to $sent', async ({ bearer, reason }) => {
    const compact = bearer();
    const answer = await send([`Authorization: Bearer ${compact}`]);
    expect({ status: answer.status, reason: answer.reason }).toEqual({ status: 401, reason });
    expect(answer.text).not.toContain(compact);
  });

  it('answers as before after all of them', async () => {
    const authorization = `Bearer ${await service.issuer.mint('oidc')}`;
    await request(service.url).get('/products').set({ authorization }).expect(200);
  });
});

describe('malformed bodies', () => {
  const body = (content: string | Buffer, type = 'application/json') =>
    request(service.url)
      .post('/auth/system/cc/token')
      .set('content-type', type)
      .send(content as string);

  it.each([
    { sent: 'cut JSON', content: '{"scope":', status: 400, reason: 'request_invalid' },
    { sent: 'a list', content: '[]', status: 400, reason: 'request_invalid' },
    { sent: 'null', content: 'null', status: 400, reason: 'request_invalid' },
    { sent: 'a text', content: '"x"', status: 400, reason: 'request_invalid' },
    { sent: 'a scope that is a list', content: '{"scope":["a"]}', status: 400, reason: 'request_invalid' },
    { sent: 'a scope with a line break', content: '{"scope":"a\\nb"}', status: 400, reason: 'request_invalid' },
    { sent: 'an empty audience', content: '{"audience":""}', status: 400, reason: 'request_invalid' },
    { sent: 'a prototype', content: '{"__proto__":{"provider":"x"}}', status: 400, reason: 'request_invalid' },
    { sent: 'a constructor', content: '{"constructor":{"prototype":{}}}', status: 400, reason: 'request_invalid' },
    {
      sent: 'a provider named like a property',
      content: '{"provider":"__proto__"}',
      status: 400,
      reason: 'provider_unknown',
    },
    { sent: '100 KB', content: `{"scope":"${'a'.repeat(100_000)}"}`, status: 413, reason: 'body_too_large' },
  ])('answers $status $reason to $sent', async ({ content, status, reason }) => {
    const answer = await body(content);
    expect({ status: answer.status, reason: answer.body.reason }).toEqual({ status, reason });
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  });

  it('answers 415 to another media type', async () => {
    const answer = await body('scope=a', 'application/x-www-form-urlencoded');
    expect({ status: answer.status, reason: answer.body.reason }).toEqual({
      status: 415,
      reason: 'media_type_unsupported',
    });
  });
});
