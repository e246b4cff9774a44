import { generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { type AttackKey, ecKey, edKey, published, rsaKey } from './attack-keys.js';
import { type AttackedService, type ServedForge, startForgedService } from './attacked-service.js';

const MANY = 2_000;

function newKeys() {
  const rsa = rsaKey('rsa');
  const ec = ecKey('ec', 'ES256');
  const rsaAs = (kid: string): AttackKey => ({ ...rsa, kid });
  const ecAs = (kid: string): AttackKey => ({ ...ec, kid });
  return {
    first: rsaKey('first'),
    stranger: rsaKey('stranger'),
    strangerEc: ecKey('__proto__', 'ES256'),
    shared1: rsaAs('shared'),
    shared2: rsaKey('shared'),
    last: ecKey('last', 'ES256'),
    proto: ecKey('__proto__', 'ES256'),
    ed: edKey('ed'),
    rsa1024: rsaKey('rsa1024', 1024),
    exponent1: rsaAs('exponent1'),
    exponentEven: rsaAs('exponentEven'),
    privateRsa: rsaAs('privateRsa'),
    primes: rsaAs('primes'),
    privateEc: ecAs('privateEc'),
    privateEd: edKey('privateEd'),
    encryption: rsaAs('encryption'),
    useNumber: rsaAs('useNumber'),
    signOnly: rsaAs('signOnly'),
    noOperation: rsaAs('noOperation'),
    operationsText: rsaAs('operationsText'),
    brokenModulus: rsaAs('brokenModulus'),
    noModulus: rsaAs('noModulus'),
    offCurve: ecAs('offCurve'),
    zeroPoint: ecAs('zeroPoint'),
    secp256k1: ecKey('secp256k1', 'ES256', 'secp256k1'),
    curveSwapped: { ...ecKey('curveSwapped', 'ES384'), alg: 'ES256' } as AttackKey,
    typeUnknown: rsaAs('typeUnknown'),
    typeLower: rsaAs('typeLower'),
    forPs384: rsaAs('forPs384'),
    algNumber: rsaAs('algNumber'),
    forOaep: rsaAs('forOaep'),
  };
}

type Keys = ReturnType<typeof newKeys>;

export type KeySetForge = ServedForge<keyof Keys>;

/** How the entries differ from those of good keys. */
const FLAWS: Readonly<Partial<Record<keyof Keys, (key: AttackKey) => object>>> = {
  exponent1: () => ({ e: 'AQ' }),
  exponentEven: () => ({ e: 'Ag' }),
  privateRsa: privatePart,
  primes: (key) => ({ ...privatePart(key), d: undefined }),
  privateEc: privatePart,
  privateEd: privatePart,
  encryption: () => ({ use: 'enc' }),
  useNumber: () => ({ use: 7 }),
  signOnly: () => ({ use: undefined, key_ops: ['sign'] }),
  noOperation: () => ({ use: undefined, key_ops: [] }),
  operationsText: () => ({ use: undefined, key_ops: 'verify' }),
  brokenModulus: () => ({ n: '!' }),
  noModulus: () => ({ n: undefined }),
  offCurve: ({ publicKey }) => ({ y: publicKey.export({ format: 'jwk' }).x }),
  zeroPoint: () => ({ x: 'A'.repeat(43), y: 'A'.repeat(43) }),
  curveSwapped: () => ({ crv: 'P-256' }),
  typeUnknown: () => ({ kty: 'AKP' }),
  typeLower: () => ({ kty: 'rsa' }),
  forPs384: () => ({ alg: 'PS384' }),
  algNumber: () => ({ alg: 256 }),
  forOaep: () => ({ alg: 'RSA-OAEP' }),
};

function privatePart({ privateKey }: AttackKey): JsonWebKey {
  return privateKey.export({ format: 'jwk' });
}

/** What is in the set beside the keys that tokens are signed with. */
function strangeEntries(): unknown[] {
  const x25519 = generateKeyPairSync('x25519').publicKey.export({ format: 'jwk' });
  const oct = { kty: 'oct', kid: 'oct', k: Buffer.from('a secret that everybody can read').toString('base64url') };
  const strange = [null, 7, 'key', [], {}, { kty: null }, { kid: 'rsa' }, oct, { ...x25519, kid: 'x25519' }];
  return [...strange, published(rsaKey('seven'), { kid: 7 })];
}

/** The service with an issuer whose key set has broken, weak, private and strange keys, and 2,000 of them. */
export async function startOddKeySetService(trap: string): Promise<AttackedService<KeySetForge>> {
  const { stranger, strangerEc, last, ...rest } = newKeys();
  const flawed = Object.entries(rest).map(([name, key]) => published(key, FLAWS[name as keyof Keys]?.(key)));
  const filler = ecKey('filler', 'ES256');
  const entries = [...strangeEntries(), ...flawed];
  const many = Array.from({ length: MANY - entries.length - 1 }, (_, i) => published(filler, { kid: `filler-${i}` }));
  return startForgedService({
    trap,
    keys: { ...rest, stranger, strangerEc, last },
    signer: rest.first,
    published: [...entries, ...many, published(last)],
    variables: { OIDC_ALGORITHMS_oidc: 'RS256,PS384,ES256,EdDSA' },
  });
}
