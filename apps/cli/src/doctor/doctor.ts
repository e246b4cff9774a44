import { type AcquiredToken, Explainer, type ProviderConfiguration, Providers } from '@portero/auth';
import { configurationOf, type Environment } from '../cli.config.js';
import { Misuse } from '../exit-code.js';
import { withAuth } from '../with-auth.js';
import type { Check, Means, Subject } from './check.js';
import { CHECKS } from './checks.js';
import { checkConfiguration } from './configuration.js';
import type { DoctorLine, Finding } from './finding.js';

/**
 * Checks everything between a configuration and a call, or for one instance of it, and tells each line as soon as it
 * is known.
 *
 * @throws {Misuse} no such instance
 */
export async function examine(
  environment: Environment,
  means: Means,
  only: string | undefined,
  tell: (line: DoctorLine) => void,
): Promise<void> {
  const configuration = configurationOf(environment);
  const names = only === undefined ? instancesOf(environment) : [only];
  if (only !== undefined && !instancesOf(environment).includes(only)) {
    throw new Misuse(`${only} is none of AUTH_PROVIDERS (${instancesOf(environment).join(', ')})`);
  }
  for (const line of checkConfiguration(configuration, environment)) tell(line);
  for (const name of names) await examineInstance(name, configuration, environment, means, tell);
}

function instancesOf({ AUTH_PROVIDERS }: Environment): string[] {
  return (AUTH_PROVIDERS || 'local').split(',').map((name) => name.trim());
}

async function examineInstance(
  name: string,
  { providers }: ProviderConfiguration,
  environment: Environment,
  means: Means,
  tell: (line: DoctorLine) => void,
): Promise<void> {
  const settings = providers.find((one) => one.name === name);
  if (!settings) {
    const message = 'its configuration has faults';
    for (const { name: check } of CHECKS) tell({ check, provider: name, sign: 'skipped', message });
    return;
  }
  await withAuth({ providers: [settings], environment }, async (context) => {
    const [provider] = context.get(Providers).all;
    const explainer = context.get(Explainer);
    if (!provider) throw new TypeError('A provider that was read is built');
    const explain = ({ accessToken, tokenType: scheme }: AcquiredToken) => explainer.explain(accessToken, { scheme });
    const subject: Subject = { ...means, settings, provider, environment, explain, found: { metadata: new Map() } };
    const broken = new Set<string>();
    for (const check of CHECKS) {
      for (const finding of await findingsOf(check, subject, broken)) {
        if (finding.sign === 'fault') broken.add(check.name);
        tell({ check: check.name, provider: name, ...finding });
      }
    }
  });
}

async function findingsOf(check: Check, subject: Subject, broken: ReadonlySet<string>): Promise<readonly Finding[]> {
  const missing = check.needs.find((name) => broken.has(name));
  if (missing) return [{ sign: 'skipped', message: `it needs ${missing}, which failed` }];
  return check.run(subject);
}
