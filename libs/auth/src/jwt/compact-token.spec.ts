import { parseCompactToken } from './compact-token.js';

const part = (value: unknown) => encoded(JSON.stringify(value));
const encoded = (text: string | Uint8Array) => Buffer.from(text).toString('base64url');

/** Objects and lists in turn. */
const levels = (count: number): unknown =>
  count === 0 ? 1 : count % 2 ? { in: levels(count - 1) } : [levels(count - 1)];

const HEADER = part({ alg: 'RS256' });
const CLAIMS = part({ sub: 'é' });

it('takes a token apart', () => {
  const compact = `${HEADER}.${CLAIMS}.c2ln`;
  expect(parseCompactToken(compact)).toStrictEqual({
    header: { alg: 'RS256' },
    claims: { sub: 'é' },
    signed: `${HEADER}.${CLAIMS}`,
    signature: Buffer.from('sig'),
  });
});

it('takes claims of 32 levels', () => {
  const claims = { deep: levels(31) };
  expect(parseCompactToken(`${HEADER}.${part(claims)}.`).claims).toEqual(claims);
});

it('leaves an empty signature to the rules', () => {
  expect(parseCompactToken(`${HEADER}.${CLAIMS}.`).header).toEqual({ alg: 'RS256' });
});

it('takes a member named __proto__ for a member like any other', () => {
  const { claims } = parseCompactToken(`${HEADER}.${encoded('{"__proto__":{"exp":1}}')}.c2ln`);
  expect(Object.getPrototypeOf(claims)).toBe(Object.prototype);
  expect(claims.exp).toBeUndefined();
});

const PARTS = 'not three base64url parts';

it.each([
  ['nothing', '', PARTS],
  ['an opaque token', 'abc', PARTS],
  ['two parts', `${HEADER}.${CLAIMS}`, PARTS],
  ['four parts', `${HEADER}.${CLAIMS}.c2ln.c2ln`, PARTS],
  ['the five parts of a JWE', `${HEADER}.e30.e30.e30.e30`, PARTS],
  ['an empty header', `.${CLAIMS}.c2ln`, PARTS],
  ['an empty payload', `${HEADER}..c2ln`, PARTS],
  ['padding', `${HEADER}=.${CLAIMS}.c2ln`, PARTS],
  ['padding in the signature', `${HEADER}.${CLAIMS}.c2lnbg==`, PARTS],
  ['the plus of the standard alphabet', `${HEADER}.${CLAIMS}.ab+d`, PARTS],
  ['the slash of the standard alphabet', `${HEADER}.${CLAIMS}.ab/d`, PARTS],
  ['a blank', `${HEADER}.${CLAIMS} .c2ln`, PARTS],
  ['a line break at the end', `${HEADER}.${CLAIMS}.c2ln\n`, PARTS],
  ['bits in the signature that no byte needs', `${HEADER}.${CLAIMS}.c2x`, 'stray bits in a part'],
  ['bits in the header that no byte needs', `${encoded('{}').slice(0, -1)}1.${CLAIMS}.c2ln`, 'stray bits in a part'],
  ['a signature of one letter', `${HEADER}.${CLAIMS}.A`, 'stray bits in a part'],
  ['a byte order mark', `${encoded('\uFEFF{}')}.${CLAIMS}.c2ln`, 'the header is not JSON'],
  ['a header that is not JSON', `${encoded('alg')}.${CLAIMS}.c2ln`, 'the header is not JSON'],
  ['a payload that is not JSON', `${HEADER}.${encoded('{"sub":')}.c2ln`, 'the payload is not JSON'],
  [
    'a header that is not UTF-8',
    `${encoded(Uint8Array.of(0x7b, 0xff, 0x7d))}.${CLAIMS}.c2ln`,
    'the header is not JSON',
  ],
  [
    'a payload that is not UTF-8',
    `${HEADER}.${encoded(Buffer.from('{"sub":"é"}', 'latin1'))}.c2ln`,
    'the payload is not JSON',
  ],
  ['a list as header', `${part([])}.${CLAIMS}.c2ln`, 'the header is not a JSON object'],
  ['null as header', `${part(null)}.${CLAIMS}.c2ln`, 'the header is not a JSON object'],
  ['a list as payload', `${HEADER}.${part([{}])}.c2ln`, 'the payload is not a JSON object'],
  ['null as payload', `${HEADER}.${part(null)}.c2ln`, 'the payload is not a JSON object'],
  ['a text as payload', `${HEADER}.${part('claims')}.c2ln`, 'the payload is not a JSON object'],
  ['a number as payload', `${HEADER}.${part(7)}.c2ln`, 'the payload is not a JSON object'],
  ['a header of 33 levels', `${part(levels(33))}.${CLAIMS}.c2ln`, 'the header is nested too deeply'],
  [
    'a payload of 5,000 levels',
    `${HEADER}.${encoded(`{"iss":${'['.repeat(5e3)}${']'.repeat(5e3)}}`)}.`,
    'the payload is nested too deeply',
  ],
])('refuses %s', (_, compact, actual) => {
  expect(() => parseCompactToken(compact)).toThrow(
    expect.objectContaining({ reason: 'malformed', status: 401, error: 'invalid_token', actual }),
  );
});
