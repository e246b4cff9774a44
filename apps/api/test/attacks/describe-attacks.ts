import { PROOF_ALGORITHMS, REASONS, type Reason } from '@portero/auth';
import { PROBLEM_TYPES, PUBLIC_URL } from '../running-service.js';
import type { Attack } from './attack.js';
import type { AttackedService } from './attacked-service.js';
import { type RawAnswer, type RawRequest, sendRaw } from './raw-request.js';

const METADATA = `resource_metadata="${PUBLIC_URL}/.well-known/oauth-protected-resource"`;

/** What would mend it (RFC 9449 §7.1). */
const DPOP = `DPoP algs="${PROOF_ALGORITHMS.join(' ')}"`;

type Tables<Forge> = Readonly<Record<string, readonly Attack<Forge>[]>>;

/** Sends every attack of the tables to one service. */
export function describeAttacks<Forge>(
  against: string,
  tables: Tables<Forge>,
  start: () => Promise<AttackedService<Forge>>,
): void {
  describe(against, () => {
    let service: AttackedService<Forge>;
    beforeAll(async () => {
      service = await start();
    });
    afterAll(() => service.close());

    describe.each(Object.entries(tables))('%s', (_, attacks) => {
      it.each(attacks)('$id: $sent: $status', async (attack) => {
        const request = await requestOf(attack, service.forge);
        const loggedBefore = service.logged.length;
        const answer = await sendRaw(service.url, request);
        const logged = service.logged.slice(loggedBefore);

        expect(seenOf(answer)).toEqual(expectedOf(attack));
        if (attack.status !== 200)
          expect(toldIn(answer.text.replace(DPOP, ''), [...credentialsIn(request), ...service.expected])).toEqual([]);
        expect(toldIn(logged.join('\n'), credentialsIn(request))).toEqual([]);
        if (isRefusal(attack.reason)) expect(logged.at(-1)).toContain(`"reason":"${attack.reason}"`);
      });

      it('lets a good token in after all of them', async () => {
        const fields = [`Authorization: Bearer ${await service.goodToken()}`];
        expect(await sendRaw(service.url, { target: '/products', fields })).toMatchObject({ status: 200 });
        expect(await sendRaw(service.url, { target: '/students', fields })).toMatchObject({ status: 200 });
      });
    });
  });
}

async function requestOf<Forge>(attack: Attack<Forge>, forge: Forge): Promise<RawRequest> {
  const { target = '/products' } = attack;
  if (attack.send) return { target, ...(await attack.send(forge)) };
  return { target, fields: [`Authorization: Bearer ${await attack.mint(forge)}`] };
}

function seenOf({ status, headers, body }: RawAnswer) {
  const type = headers.get('content-type');
  const problem = type?.startsWith('application/problem+json') ? JSON.parse(body) : undefined;
  return { status, type, problem, challenge: headers.get('www-authenticate') };
}

function isRefusal(reason: string | undefined): reason is Reason {
  return reason !== undefined && Object.hasOwn(REASONS, reason);
}

/** RFC 6750 §3 and RFC 9457, in the fixed words of the reason. */
function expectedOf<Forge>({ status, error, reason }: Attack<Forge>) {
  if (status === 200) return { status, type: 'application/json; charset=utf-8' };
  if (!isRefusal(reason)) {
    return { status, type: 'application/problem+json', problem: expect.objectContaining({ status, reason }) };
  }
  const { title, detail } = REASONS[reason];
  const words = error ? [`error="${error}"`, `error_description="${detail.replaceAll('"', "'")}"`] : [];
  if (reason === 'permission_missing') words.push('scope="read:students"');
  return {
    status,
    type: 'application/problem+json; charset=utf-8',
    problem: { type: `${PROBLEM_TYPES}${reason}`, title, status, detail, ...(error && { error }), reason },
    challenge: `Bearer ${['realm="portero"', ...words, METADATA, ...(reason === 'proof_missing' ? [DPOP] : [])].join(', ')}`,
  };
}

/** Every run of letters of the request that is long enough to be a part of a token. */
function credentialsIn({ target = '', fields, body = '' }: RawRequest): string[] {
  const values = fields.map((field) => field.slice(field.indexOf(':') + 1));
  return [target, ...values, body].flatMap((text) => text.match(/[\w\-+]{16,}/g) ?? []);
}

function toldIn(text: string, secrets: readonly string[]): string[] {
  return secrets.filter((secret) => text.includes(secret));
}
