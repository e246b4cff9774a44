import { NestFactory } from '@nestjs/core';
import { ExplainedProvider } from '../../test/explainer-of.js';
import { ManualClock } from '../../test/manual-clock.js';
import { AuthModule, Explainer } from '../index.js';

it('is given by the module, with its providers, its clock and its public URL', async () => {
  const provider = await ExplainedProvider.start();
  const jwksUrl = provider.server.url('/keys');
  const common = { audience: ['api://students'], algorithms: ['ES256' as const], jwksUrl };
  const context = await NestFactory.createApplicationContext(
    AuthModule.forRoot({
      providers: [
        { name: 'school', kind: 'oidc', issuer: 'https://op.example', ...common },
        { name: 'lab', kind: 'auth0', issuer: 'https://lab.eu.auth0.com/', ...common },
      ],
      publicUrl: 'https://api.example',
      clock: new ManualClock(),
    }),
    { logger: false },
  );
  const explainer = context.get(Explainer);

  const bound = await provider.sign('oidc', { cnf: { jkt: 'A'.repeat(43) } });
  expect(await explainer.explain(bound)).toMatchObject({ provider: 'school', reason: 'proof_missing' });
  const slash = await explainer.explain(await provider.sign('auth0', { iss: 'https://lab.eu.auth0.com' }));
  expect(slash.checks.find(({ reason }) => reason)?.nextStep).toContain('https://lab.eu.auth0.com/ of lab');
  // It may be of any of them.
  const { checks } = await explainer.explain('opaque');
  expect(checks.find(({ reason }) => reason)?.nextStep).toBe(
    'It has one part: an opaque token, or no token at all. Send the access token as it came from the token endpoint.',
  );
  await context.close();
});
