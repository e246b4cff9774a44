import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Issuer, startIssuer } from '@portero/issuer';
import request from 'supertest';
import { ROOT } from './source-tree.js';

const LIBRARY = join(ROOT, 'libs/auth');
const API = 'api://orders';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/** Packs the library as npm would publish it, and unpacks it where an application has its packages. */
function installPacked(scratch: string): string[] {
  const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', scratch], {
    cwd: LIBRARY,
    encoding: 'utf8',
  });
  const report = JSON.parse(packed);
  const [{ filename, files }] = Array.isArray(report) ? report : Object.values(report);
  const target = join(scratch, 'node_modules/@portero/auth');
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['xzf', join(scratch, filename), '-C', target, '--strip-components=1']);
  return files.map(({ path }: { path: string }) => path);
}

/** Gives the application what the library declares, and nothing that it does not. */
function linkDeclared(scratch: string): void {
  const manifest: Manifest = JSON.parse(readFileSync(join(LIBRARY, 'package.json'), 'utf8'));
  const own = ['@nestjs/platform-express', '@types/node'];
  for (const name of [...Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }), ...own]) {
    const installed = [LIBRARY, ROOT].map((at) => join(at, 'node_modules', name)).find(existsSync);
    if (!installed) throw new Error(`${name} is not installed`);
    const link = join(scratch, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(installed, link);
  }
}

describe('the packed library in an application of its own, on Express', () => {
  const clientSecret = crypto.randomUUID();
  let scratch: string;
  let files: string[];
  let issuer: Issuer;
  let app: ChildProcess;
  let url: string;

  beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'portero-'));
    files = installPacked(scratch);
    linkDeclared(scratch);
    cpSync(join(ROOT, 'test/scratch-app'), scratch, { recursive: true });
    writeFileSync(join(scratch, 'package.json'), '{"type":"module"}');
    execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', scratch], {
      encoding: 'utf8',
    });

    issuer = await startIssuer({
      apis: [{ identifier: API, permissions: ['read:orders'] }],
      clients: [{ id: 'shop', secret: clientSecret, grants: { [API]: ['read:orders'] } }],
    });
    app = spawn(process.execPath, [join(scratch, 'dist/main.js')], {
      env: {
        AUTH_PROVIDERS: 'auth0',
        AUTH0_DOMAIN: issuer.endpoints.auth0.issuer,
        AUTH0_AUDIENCE: API,
        AUTH0_CLIENT_ID: 'shop',
        AUTH0_CLIENT_SECRET: clientSecret,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(app.stdout as NodeJS.ReadableStream, 'data');
    url = String(line).trim();
  });

  afterAll(async () => {
    app.kill();
    await issuer.close();
    rmSync(scratch, { recursive: true });
  });

  it('guards a route', async () => {
    const { headers, body } = await request(url).get('/orders').expect(401);
    expect(headers['www-authenticate']).toBe('Bearer realm="portero"');
    expect(body.reason).toBe('credentials_missing');
  });

  it('gets a token and lets it in', async () => {
    const { body: token } = await request(url).get('/token').expect(200);
    const { body } = await request(url).get('/orders').set('authorization', `Bearer ${token.accessToken}`).expect(200);
    expect(body).toEqual({ caller: 'shop' });
  });

  it('asks for the permission', async () => {
    const token = await issuer.mint('auth0', { permissions: [] });
    const { headers } = await request(url).get('/orders').set('authorization', `Bearer ${token}`).expect(403);
    expect(headers['www-authenticate']).toContain('scope="read:orders"');
  });

  it('holds its code and types, and neither tests nor build leftovers', () => {
    expect(files).toEqual(expect.arrayContaining(['package.json', 'dist/index.js', 'dist/index.d.ts']));
    expect(files.filter((path) => /\.spec\.|tsbuildinfo|^src/.test(path))).toEqual([]);
  });
});
