import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validate } from 'dockerfile-utils';
import { Configuration } from '../../apps/api/src/config/configuration.js';
import { ROOT } from '../source-tree.js';
import { DOCKERFILE, environmentOf, execForm, STAGES, textsOf } from './dockerfile.js';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const manifestOf = (folder: string) => JSON.parse(read(join(folder, 'package.json')));

it('has nothing that a validator finds fault with', () => {
  expect(validate(DOCKERFILE)).toEqual([]);
  expect(validate('FROM node AS a\nMAINTAINER me\n')).toHaveLength(1);
});

it('builds every stage from the one image that it is told, or from a stage before', () => {
  expect(STAGES.map(({ name, from }) => `${name} from ${from}`)).toEqual([
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the Dockerfile
    'manifests from ${NODE_IMAGE}',
    'build from manifests',
    'packages from manifests',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the Dockerfile
    'runtime from ${NODE_IMAGE}',
  ]);
  expect(DOCKERFILE.match(/^ARG NODE_IMAGE.*$/m)?.[0]).toBe('ARG NODE_IMAGE');
});

describe('the check of NODE_IMAGE', () => {
  const [check = ''] = textsOf('manifests', 'RUN');
  const digest = `sha256:${'0a'.repeat(32)}`;
  const checked = (image: string) =>
    spawnSync('sh', ['-c', check], { env: { PATH: process.env.PATH, NODE_IMAGE: image } });

  it.each([`node@${digest}`, `registry.example.com/node:20-bookworm-slim@${digest}`])('lets %s through', (image) => {
    expect(checked(image).status).toBe(0);
  });

  it.each(['node', 'node:20', `node@${digest.slice(0, -1)}`, `node@${digest}0`])('stops the build with %s', (image) => {
    const { status, stderr } = checked(image);
    expect(status).toBe(1);
    expect(stderr.toString()).toContain('NODE_IMAGE must end in a digest');
  });
});

it('installs what package-lock.json says, and lets no package run a script', () => {
  const installs = STAGES.flatMap(({ name }) => textsOf(name, 'RUN')).filter((text) => /\b(npm|npx|yarn)\b/.test(text));
  expect(installs).toEqual([
    'npm ci --ignore-scripts',
    'npm run build',
    'npm ci --omit=dev --omit=optional --ignore-scripts',
  ]);
});

it('runs node itself, as a user without a name or rights, with no shell around it', () => {
  expect(textsOf('runtime', 'USER')).toEqual(['1000:1000']);
  expect(textsOf('runtime', 'ENTRYPOINT')).toEqual(['[]']);
  expect(execForm('runtime', 'CMD')).toEqual(['node', 'apps/api/dist/main.js']);
  expect(execForm('runtime', 'HEALTHCHECK').slice(0, 2)).toEqual(['node', '-e']);
  expect(textsOf('runtime', 'COPY').filter((text) => /--ch(own|mod)/.test(text))).toEqual([]);
});

it('listens beyond the container, as in production, on the port that it exposes', () => {
  const variables = environmentOf('runtime');
  expect(variables).toEqual({ NODE_ENV: 'production', HOST: '0.0.0.0' });
  const { service } = new Configuration({ AUTH_PROVIDERS: 'local' });
  expect(textsOf('runtime', 'EXPOSE')).toEqual([String(service.PORT)]);
});

it('says what it is: version and licence of the workspace, and the revision it is told', () => {
  const labels = Object.fromEntries(
    [
      ...textsOf('runtime', 'LABEL')
        .join(' ')
        .matchAll(/org\.opencontainers\.image\.(\w+)="([^"]*)"/g),
    ].map(([, name = '', value]) => [name, value]),
  );
  const { version, license } = manifestOf('.');
  expect(labels).toMatchObject({ title: 'Portero', version, licenses: license, revision: '$REVISION' });
});

it('installs for every workspace', () => {
  const copied = textsOf('manifests', 'COPY').flatMap((text) => text.split(' ').slice(0, -1));
  const workspaces = Object.keys(JSON.parse(read('package-lock.json')).packages).filter((path) =>
    /^(libs|apps)\/\w+$/.test(path),
  );
  expect(workspaces.length).toBeGreaterThan(4);
  expect(copied).toEqual(expect.arrayContaining(workspaces.map((path) => `${path}/package.json`)));
});

describe('.dockerignore', () => {
  const lines = read('.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const [first, ...rest] = lines;
  const allowed = rest.filter((line) => line.startsWith('!')).map((line) => line.slice(1));

  it('lets in nothing but what is named', () => {
    expect(first).toBe('*');
    expect(allowed.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    expect(rest).toEqual(expect.arrayContaining(['**/.env', '**/.env.*', '**/node_modules', '**/dist']));
    expect(rest.lastIndexOf(`!${allowed.at(-1)}`)).toBeLessThan(rest.indexOf('**/node_modules'));
  });

  it('lets in what the stages copy, and no more', () => {
    const sources = STAGES.flatMap(({ name }) => textsOf(name, 'COPY'))
      .filter((text) => !text.startsWith('--from='))
      .flatMap((text) => text.split(' ').slice(0, -1));
    const within = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);
    expect(sources.filter((source) => !allowed.some((path) => within(source, path)))).toEqual([]);
    expect(allowed.filter((path) => !sources.some((source) => within(source, path)))).toEqual([]);
  });
});
