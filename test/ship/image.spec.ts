import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Issuer, startIssuer } from '@portero/issuer';
import request from 'supertest';
import { environmentOf, execForm, textsOf } from './dockerfile.js';
import { kustomized } from './kustomized.js';
import { containerOf } from './pods.js';
import { ReplayedImage } from './replayed-image.js';

const API = 'api://shop';

/** Node as it is in the container: it reads what the image has, writes nowhere, and starts no other process. */
const confinedTo = (image: ReplayedImage) => [
  '--no-warnings=ExperimentalWarning',
  '--preserve-symlinks',
  '--experimental-permission',
  `--allow-fs-read=${image.root}/*`,
];

describe('the image', () => {
  const secret = crypto.randomUUID();
  let image: ReplayedImage;
  let issuer: Issuer;
  let variables: Record<string, string>;

  beforeAll(async () => {
    image = new ReplayedImage('runtime');
    issuer = await startIssuer({
      apis: [{ identifier: API, permissions: ['read:students'] }],
      clients: [{ id: 'shop', secret, grants: { [API]: ['read:students'] } }],
    });
    variables = {
      ...environmentOf('runtime'),
      HOST: '127.0.0.1',
      PORT: '0',
      SHUTDOWN_GRACE: '0',
      AUTH_PROVIDERS: 'oidc',
      OIDC_ISSUER_oidc: issuer.endpoints.oidc.issuer,
      OIDC_CLIENT_ID_oidc: 'shop',
      OIDC_CLIENT_SECRET_oidc: secret,
      OIDC_AUDIENCE_oidc: API,
    };
  });

  afterAll(async () => {
    await issuer.close();
    image.remove();
  });

  const start = (args: readonly string[], env: Record<string, string> = variables) =>
    spawn(process.execPath, args, { cwd: image.root, env, stdio: ['ignore', 'pipe', 'pipe'] });

  async function run(args: readonly string[], env?: Record<string, string>) {
    const child = start(args, env);
    const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    return { status, stdout, stderr };
  }

  describe('with its service running', () => {
    let service: ChildProcess;
    let url: string;

    beforeAll(async () => {
      const [node, ...args] = execForm('runtime', 'CMD');
      expect(node).toBe('node');
      service = start([...confinedTo(image), ...args]);
      url = await addressOf(service);
    });

    afterAll(() => {
      service.kill('SIGKILL');
    });

    const { startupProbe, livenessProbe, readinessProbe } = containerOf(kustomized('base'), 'portero');
    it.each([startupProbe, livenessProbe, readinessProbe])('is healthy where Kubernetes asks', async (probe) => {
      const { body } = await request(url)
        .get(probe?.httpGet?.path ?? '')
        .expect(200);
      expect(body.status).toBe('ok');
    });

    it('guards its routes, and gets the token that opens them', async () => {
      const { body: refusal } = await request(url).get('/products').expect(401);
      expect(refusal.reason).toBe('credentials_missing');
      const { body } = await request(url).post('/auth/system/cc/token').expect(200);
      await request(url).get('/products').set('authorization', `Bearer ${body.access_token}`).expect(200);
      await request(url).post('/m2m/run').expect(200);
    });

    it('explains its refusals', async () => {
      const { text: entry } = await request(url).get('/problems/expired').expect(200);
      expect(entry).toMatch(/^### expired\n/);
    });

    it('is found healthy by its health check until SIGTERM ends it', async () => {
      const [node, ...args] = execForm('runtime', 'HEALTHCHECK');
      expect(node).toBe('node');
      const check = async () => (await run(args, { PORT: new URL(url).port })).status;
      expect(await check()).toBe(0);
      service.kill('SIGTERM');
      expect(await once(service, 'exit')).toEqual([0, null]);
      expect(await check()).toBe(1);
    });
  });

  it('refuses to start without a provider, instead of starting its own', async () => {
    const [, ...args] = execForm('runtime', 'CMD');
    const { status, stderr } = await run([...confinedTo(image), ...args], {
      ...environmentOf('runtime'),
      HOST: '127.0.0.1',
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/AUTH_PROVIDERS/);
  });

  it('is run here as it is there: with nothing to write to', async () => {
    const { status, stderr } = await run([
      ...confinedTo(image),
      '-e',
      `fs.writeFileSync('${image.root}/docs/new', '')`,
    ]);
    expect(status).toBe(1);
    expect(stderr).toContain("permission: 'FileSystemWrite'");
  });

  it('has the command line', async () => {
    const [link = ''] = textsOf('runtime', 'RUN').filter((text) => text.startsWith('ln -s '));
    const program = join(image.root, link.split(' ')[2]?.replace('/portero/', '') ?? '');
    accessSync(program, constants.X_OK);
    const { status, stdout } = await run([...confinedTo(image), program, 'doctor', 'oidc', '--json']);
    expect({ status, faults: stdout.match(/"fault"/g) }).toEqual({ status: 0, faults: null });
  });

  it.each(['typescript', 'jest', 'express', 'vite', 'oidc-provider'])('is without %s', (name) => {
    expect(existsSync(join(image.root, 'node_modules', name))).toBe(false);
  });
});

/** Where it listens, once it says so. */
async function addressOf(service: ChildProcess): Promise<string> {
  let printed = '';
  for (const stream of [service.stdout, service.stderr]) {
    stream?.on('data', (chunk) => {
      printed += chunk;
    });
  }
  for (;;) {
    const port = /"msg":"listening","url":"http:\/\/[\d.]+:(\d+)"/.exec(printed)?.[1];
    if (port) return `http://127.0.0.1:${port}`;
    if (service.exitCode !== null) throw new Error(`The service ended: ${printed}`);
    await Promise.race([once(service.stdout as NodeJS.ReadableStream, 'data'), once(service, 'close')]);
  }
}
