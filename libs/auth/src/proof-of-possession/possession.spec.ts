import { factsOf, possessionOf, RIGHT_CLAIMS, reasonOf, TOKEN, verdictOf } from '../../test/possession-of.js';
import type { ProofKey } from '../../test/proof-key.js';
import { proofKey } from '../../test/proof-key.js';
import type { Credentials } from '../bearer/authorization-header.js';
import { certificateThumbprint } from './client-certificate.js';
import { PROOF_ALGORITHMS } from './proof-rules.js';

type Scheme = Credentials['scheme'];
type Bound = 'unbound' | 'key' | 'certificate' | 'both';
/** What the request proves: by the right key or certificate, by other ones, or not. */
type Proves = 'right' | 'wrong' | 'twice' | '-';

const DER = Buffer.from('the DER of a certificate');
const OTHER_DER = Buffer.from('the DER of another one');

let keys: Record<'right' | 'wrong', ProofKey>;
beforeAll(async () => {
  keys = { right: await proofKey(), wrong: await proofKey() };
});

const confirmations = () => {
  const key = { keyThumbprint: keys.right.thumbprint };
  const certificate = { certificateThumbprint: certificateThumbprint(DER) };
  return { unbound: undefined, key, certificate, both: { ...key, ...certificate } };
};

async function headersOf(proof: Proves): Promise<string[]> {
  if (proof === '-') return [];
  const field = ['DPoP', await keys[proof === 'wrong' ? 'wrong' : 'right'].prove(RIGHT_CLAIMS)];
  return proof === 'twice' ? [...field, ...field] : field;
}

const ders = { right: DER, wrong: OTHER_DER, twice: DER, '-': undefined };

interface Row {
  readonly bound: Bound;
  readonly scheme: Scheme;
  readonly proof?: Proves;
  readonly certificate?: Proves;
  readonly constrained?: 'accepted' | 'required';
  readonly publicUrl?: null;
  readonly reason: string;
  readonly why: string;
}

// biome-ignore format: a table
const TABLE: readonly Row[] = [
  { bound: 'unbound', scheme: 'Bearer', reason: 'fine', why: 'RFC 6750' },
  { bound: 'unbound', scheme: 'Bearer', proof: 'right', reason: 'fine', why: 'RFC 9449 §7.2: the proof is not looked at' },
  { bound: 'unbound', scheme: 'Bearer', certificate: 'right', reason: 'fine', why: 'RFC 8705 §3: nothing to compare' },
  { bound: 'unbound', scheme: 'Bearer', constrained: 'required', reason: 'binding_required', why: 'the trust demands it' },
  { bound: 'unbound', scheme: 'Bearer', constrained: 'required', proof: 'right', reason: 'binding_required', why: 'a proof binds no token' },
  { bound: 'unbound', scheme: 'DPoP', proof: 'right', reason: 'binding_required', why: 'RFC 9449 §7.1: the keys must match' },
  { bound: 'unbound', scheme: 'DPoP', reason: 'binding_required', why: 'RFC 9449 §7.1' },
  { bound: 'unbound', scheme: 'DPoP', publicUrl: null, reason: 'binding_required', why: 'RFC 9449 §7.1' },

  { bound: 'key', scheme: 'DPoP', proof: 'right', reason: 'fine', why: 'RFC 9449 §7.1' },
  { bound: 'key', scheme: 'DPoP', proof: 'right', constrained: 'required', reason: 'fine', why: 'RFC 9449 §7.1' },
  { bound: 'key', scheme: 'Bearer', reason: 'proof_missing', why: 'RFC 9449 §7.2: a downgrade' },
  { bound: 'key', scheme: 'Bearer', proof: 'right', reason: 'proof_missing', why: 'RFC 9449 §7.2: also beside a proof' },
  { bound: 'key', scheme: 'Bearer', certificate: 'right', reason: 'proof_missing', why: 'RFC 9449 §7.2: a certificate is no proof' },
  { bound: 'key', scheme: 'DPoP', reason: 'proof_invalid', why: 'RFC 9449 §7.1: no proof' },
  { bound: 'key', scheme: 'DPoP', proof: 'twice', reason: 'proof_invalid', why: 'RFC 9449 §4.3, check 1' },
  { bound: 'key', scheme: 'DPoP', proof: 'wrong', reason: 'binding_mismatch', why: 'RFC 9449 §4.3, check 12' },
  { bound: 'key', scheme: 'DPoP', proof: 'right', publicUrl: null, reason: 'confirmation_unsupported', why: 'htu cannot be checked' },
  { bound: 'key', scheme: 'Bearer', publicUrl: null, reason: 'confirmation_unsupported', why: 'a proof would not help' },

  { bound: 'certificate', scheme: 'Bearer', certificate: 'right', reason: 'fine', why: 'RFC 8705 §3' },
  { bound: 'certificate', scheme: 'Bearer', certificate: 'right', constrained: 'required', reason: 'fine', why: 'RFC 8705 §3' },
  { bound: 'certificate', scheme: 'Bearer', certificate: 'right', publicUrl: null, reason: 'fine', why: 'RFC 8705 §3' },
  { bound: 'certificate', scheme: 'Bearer', reason: 'proof_missing', why: 'RFC 8705 §3' },
  { bound: 'certificate', scheme: 'Bearer', proof: 'right', reason: 'proof_missing', why: 'RFC 8705 §3: a proof is no certificate' },
  { bound: 'certificate', scheme: 'Bearer', certificate: 'wrong', reason: 'binding_mismatch', why: 'RFC 8705 §3' },
  { bound: 'certificate', scheme: 'DPoP', certificate: 'right', proof: 'right', reason: 'binding_required', why: 'RFC 9449 §7.1: bound to no key of proofs' },

  { bound: 'both', scheme: 'DPoP', proof: 'right', certificate: 'right', reason: 'fine', why: 'both hold' },
  { bound: 'both', scheme: 'DPoP', proof: 'right', reason: 'proof_missing', why: 'RFC 8705 §3' },
  { bound: 'both', scheme: 'DPoP', proof: 'right', certificate: 'wrong', reason: 'binding_mismatch', why: 'RFC 8705 §3' },
  { bound: 'both', scheme: 'DPoP', certificate: 'right', reason: 'proof_invalid', why: 'RFC 9449 §7.1' },
  { bound: 'both', scheme: 'DPoP', proof: 'wrong', certificate: 'right', reason: 'binding_mismatch', why: 'RFC 9449 §4.3, check 12' },
  { bound: 'both', scheme: 'Bearer', certificate: 'right', proof: 'right', reason: 'proof_missing', why: 'RFC 9449 §7.2' },
];

it.each(TABLE)(
  '$bound token by $scheme, $constrained; proof: $proof, certificate: $certificate → $reason ($why)',
  async ({ bound, scheme, proof = '-', certificate = '-', constrained = 'accepted', publicUrl, reason }) => {
    const possession = possessionOf(publicUrl === null ? { publicUrl: undefined } : {});
    const facts = factsOf({ rawHeaders: await headersOf(proof), certificate: () => ders[certificate] });
    const check = () => possession.check(facts, { scheme, token: TOKEN }, confirmations()[bound], constrained);
    expect(await reasonOf(verdictOf(check))).toBe(reason);
  },
);

it('asks for the certificate of a connection only when a token is bound to one', async () => {
  let asked = 0;
  const certificate = () => {
    asked += 1;
    return DER;
  };
  const facts = factsOf({ rawHeaders: await headersOf('right'), certificate });
  const possession = possessionOf();
  await possession.check(facts, { scheme: 'Bearer', token: TOKEN }, undefined, 'accepted');
  await possession.check(facts, { scheme: 'DPoP', token: TOKEN }, confirmations().key, 'accepted');
  expect(asked).toBe(0);
});

it('spends no proof of a request that its certificate does not let in', async () => {
  const possession = possessionOf();
  const rawHeaders = await headersOf('right');
  const credentials = { scheme: 'DPoP', token: TOKEN } as const;
  const check = (der: Buffer) =>
    reasonOf(
      verdictOf(() =>
        possession.check(
          factsOf({ rawHeaders, certificate: () => der }),
          credentials,
          confirmations().both,
          'accepted',
        ),
      ),
    );
  expect([await check(OTHER_DER), await check(DER), await check(DER)]).toEqual([
    'binding_mismatch',
    'fine',
    'proof_replayed',
  ]);
});

it('tells the algorithms of proofs, where it can check any (RFC 9449 §7.1)', () => {
  expect(possessionOf().proofAlgorithms).toBe('ES256 ES384 ES512 PS256 PS384 PS512 RS256 EdDSA Ed25519');
  expect(possessionOf({ publicUrl: undefined }).proofAlgorithms).toBeUndefined();
  expect(PROOF_ALGORITHMS.filter((name) => /^(HS|none)/.test(name))).toEqual([]);
});

it.each(['', 'api.example', 'ftp://api.example', 'https://me:secret@api.example'])(
  'does not begin with %j as public URL, and does not repeat it',
  (publicUrl) => {
    expect(() => possessionOf({ publicUrl })).toThrow(new TypeError('The public URL must be an http or https URL'));
  },
);
