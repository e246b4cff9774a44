import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { REASONS, readProviders } from '@portero/auth';
import { CLIENT_AUTH_METHODS } from '../libs/auth/src/client-credentials/authentication/methods.js';
import { KIND_NAMES } from '../libs/auth/src/providers/registry.js';
import { documentedMetrics } from './documented-metrics.js';
import { ROOT, sourcesIn } from './source-tree.js';

const GUIDES = ['getting-started', 'entra', 'auth0', 'any-oidc-issuer', 'fleet', 'migrating'].map(
  (name) => [name, readFileSync(join(ROOT, `docs/${name}.md`), 'utf8')] as const,
);
const ALL = GUIDES.map(([, page]) => page).join('\n');

/** Names in capitals that are of others: the examples', Node's, Azure's, Keycloak's. */
const VARIABLES_OF_OTHERS = ['STOCK_URL', 'AZURE_FEDERATED_TOKEN_FILE', 'AZURE_CLIENT_ID', 'KC_HOSTNAME', 'API_ID'];

/** Words with underscores that are no reasons: claims, parameters, events of the log, metadata, metrics. */
const OTHER_WORDS = [
  ...Object.keys(CLIENT_AUTH_METHODS),
  ...['client_id', 'access_denied', 'invalid_client', 'mtls_endpoint_aliases'],
  ...['bearer_accepted', 'bearer_refused', 'client_secret_switched', 'scope_differs', 'shared_cache_state'],
  ...documentedMetrics().map(({ name }) => name),
];

/** The code blocks whose first line says which file they are: path → text. */
const FILES = new Map(
  [...ALL.matchAll(/^```(?:ts|js|json)\n(\/\/ file: (\S+)\n[\s\S]*?\n)```$/gm)].map(([, text = '', path = '']) => [
    path,
    text,
  ]),
);

const example = readFileSync(join(ROOT, '.env.example'), 'utf8');
const variables = [...example.matchAll(/^#? ?([A-Z][A-Z0-9_]*[A-Z0-9](?:_[a-z]\w*)?)=/gm)].map(([, name = '']) => name);
const settings = variables.map((name) => name.replace(/_[a-z]\w*$/, ''));

type Variables = Readonly<Record<string, string>>;

/** The blocks of a page that are variables and nothing else; one without AUTH_PROVIDERS goes on from the first. */
function environmentsOf(page: string): Variables[] {
  const blocks = [...page.matchAll(/^```sh\n((?:[A-Z]\w*=.*\n)+)```$/gm)].map(([, lines = '']): Variables => {
    const pairs = lines
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/=(.*)/, 2));
    return Object.fromEntries(pairs.map(([name, value = '']) => [name, filledIn(value)]));
  });
  const [first = {}] = blocks;
  // A file would have to be there.
  const complete = blocks.map((block) => (block.AUTH_PROVIDERS ? block : { ...first, ...block }));
  return complete.filter((block) => block.AUTH_PROVIDERS && !Object.keys(block).some((name) => /_FILE_/.test(name)));
}

function filledIn(value: string): string {
  return value
    .replace(/<[^>]*\bdate\b[^>]*>/g, '2027-01-31')
    .replace(/<[^>]*\b(tenant|application) id\b[^>]*>/g, '3d9a5f1c-84e7-4b62-a0d1-6c5b7e2f9a38')
    .replace(/<[^>]*>/g, 'words');
}

describe.each(GUIDES)('docs/%s.md', (_, page) => {
  it('names variables that there are', () => {
    const unknown = [...page.matchAll(/\b([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?:_([a-z]\w*))?/g)].filter(
      ([whole, setting = '', instance = '']) =>
        !VARIABLES_OF_OTHERS.includes(setting) &&
        !((KIND_NAMES as readonly string[]).includes(instance)
          ? variables.includes(whole)
          : settings.includes(setting)),
    );
    expect(unknown.map(([whole]) => whole)).toEqual([]);
  });

  it('sets variables that go together', () => {
    const wrong = environmentsOf(page).filter((block) => {
      const { faults, warnings } = readProviders(block);
      return faults.length + warnings.length > 0;
    });
    expect(wrong).toEqual([]);
  });

  it('names reasons that there are', () => {
    const words = [...page.matchAll(/`([a-z]+(?:_[a-z]+)+)`/g)].map(([, word = '']) => word);
    expect(words.filter((word) => !(word in REASONS) && !OTHER_WORDS.includes(word))).toEqual([]);
  });
});

it('the guides name commands that there are', () => {
  const commands = sourcesIn('apps/cli/src').flatMap(({ text }) => [...text.matchAll(/\.command\('(\w+)'\)/g)]);
  const named = [...ALL.matchAll(/npx (?:--prefix \S+ )?portero (\w+)/g)];
  const known = commands.map(([, name]) => name);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter(([, name]) => !known.includes(name)).map(([whole]) => whole)).toEqual([]);
});

it('the guides name npm scripts that there are', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const named = [...ALL.matchAll(/npm (?:run )?(start|test|(?<=run )\w+)/g)];
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter(([, name = '']) => !(name in scripts)).map(([whole]) => whole)).toEqual([]);
});

describe('the application that the guides write', () => {
  let scratch: string;

  beforeAll(() => {
    scratch = mkdtempSync(join(tmpdir(), 'portero-guides-'));
    for (const [path, text] of FILES) {
      mkdirSync(dirname(join(scratch, path)), { recursive: true });
      writeFileSync(join(scratch, path), text);
    }
    writeFileSync(join(scratch, 'package.json'), '{"type":"module"}');
    symlinkSync(join(ROOT, 'node_modules'), join(scratch, 'node_modules'));
  });

  afterAll(() => rmSync(scratch, { recursive: true }));

  /** Output and exit code of a program of the workspace, run in the application. */
  async function run(program: string, ...args: readonly string[]) {
    const env = { PATH: process.env.PATH, NODE_OPTIONS: '--experimental-vm-modules' };
    const options = { cwd: scratch, env, timeout: 60_000 };
    return promisify(execFile)(process.execPath, [join(ROOT, 'node_modules', program), ...args], options).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout }) => ({ code, stdout }),
    );
  }

  it('has all its files, of the right types', async () => {
    expect([...FILES.keys()]).toEqual(expect.arrayContaining(['tsconfig.json', 'jest.config.mjs', 'src/main.ts']));
    const compilerOptions = { rootDir: '.', noEmit: true };
    const withTests = { extends: './tsconfig.json', compilerOptions, include: ['src', 'test'] };
    writeFileSync(join(scratch, 'tsconfig.tests.json'), JSON.stringify(withTests));
    expect(await run('typescript/bin/tsc', '-p', 'tsconfig.tests.json')).toEqual({ code: 0, stdout: '' });
  }, 60_000);

  it('passes its tests', async () => {
    const { code, stdout } = await run('jest/bin/jest.js', '--json', '--silent');
    const { numPassedTestSuites, numFailedTests, testResults } = JSON.parse(stdout);
    const titles = testResults.flatMap(({ assertionResults }: { assertionResults: { title: string }[] }) =>
      assertionResults.map(({ title }) => title),
    );
    expect({ code, numPassedTestSuites, numFailedTests }).toEqual({
      code: 0,
      numPassedTestSuites: [...FILES.keys()].filter((path) => path.endsWith('.e2e-spec.ts')).length,
      numFailedTests: 0,
    });
    const shown = [...ALL.matchAll(/^ {2}✓ (.*)$/gm)].map(([, title]) => title);
    expect(shown.length).toBeGreaterThan(0);
    expect(titles).toEqual(expect.arrayContaining(shown));
  }, 60_000);
});
