import { randomBytes } from 'node:crypto';
import { OIDC } from '../../api/test/provider-environments.js';
import { startTestIssuer } from '../../api/test/running-service.js';
import { ServiceProcess } from '../../api/test/service-process.js';
import { portero } from './run-portero.js';

it("reviews what a service's own log tells", async () => {
  const secret = randomBytes(24).toString('base64url');
  const issuer = await startTestIssuer(secret);
  const service = new ServiceProcess({ LOG_FORMAT: 'json', ...OIDC.variables(issuer, secret) });
  const url = await service.url();
  const permissions = ['read:students', 'token:issue'];
  const authorization = `Bearer ${await issuer.mint('oidc', { permissions })}`;
  for (const route of ['/students', '/students', '/products']) await fetch(url + route, { headers: { authorization } });
  await service.stop();
  await issuer.close();

  const { code, out } = await portero(['permissions'], {}, service.printed);
  expect({ code, out }).toEqual({
    code: 0,
    out: 'oidc caller: 3 requests\n  used    read:students (2)\n  unused  token:issue\n',
  });
});

it('says what to do when the log tells of nobody', async () => {
  const { code, out, err } = await portero(['permissions'], {}, '{"msg":"request"}\nhello\n');
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain('one JSON object a line: LOG_FORMAT=json');
});

it('writes for people, and for programs', async () => {
  const event = { msg: 'request', provider: 'azure', clientId: 'shop\u001b[2J' };
  const log = `${JSON.stringify({ ...event, asked: ['read:orders'], held: ['read:orders', 'admin'] })}\nhello\n`;
  expect(await portero(['permissions'], {}, log)).toEqual({
    code: 0,
    out: 'azure shop?[2J: 1 requests\n  used    read:orders (1)\n  unused  admin\n',
    err: 'note: 1 other lines\n',
  });
  const { out } = await portero(['permissions', '--json'], {}, log);
  expect(JSON.parse(out)).toMatchObject([{ clientId: 'shop\u001b[2J', unused: ['admin'] }]);
});
