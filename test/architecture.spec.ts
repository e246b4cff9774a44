import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { KIND_NAMES } from '@portero/auth';
import { ROOT, type SourceFile, sourcesIn } from './source-tree.js';

const AUTH = 'libs/auth/src';

interface Room {
  /** Rooms below it. */
  readonly above: readonly string[];
  readonly packages: readonly string[];
}

/** DESIGN's one direction. `client-credentials` stands beside `jwt`; files at the top compose. */
const ROOMS: Readonly<Record<string, Room>> = {
  telemetry: { above: [], packages: ['@opentelemetry/api'] },
  outbound: { above: ['telemetry'], packages: [] },
  'shared-store': { above: ['outbound', 'telemetry'], packages: ['@redis/client'] },
  bearer: { above: ['telemetry'], packages: [] },
  jwt: { above: ['bearer', 'outbound', 'telemetry'], packages: ['jose'] },
  'client-credentials': {
    above: ['bearer', 'outbound', 'shared-store', 'telemetry'],
    packages: ['cockatiel', 'lru-cache', 'oauth4webapi', 'undici'],
  },
  introspection: {
    above: ['bearer', 'client-credentials', 'jwt', 'outbound', 'telemetry'],
    packages: ['cockatiel', 'lru-cache', 'oauth4webapi', 'undici'],
  },
  'proof-of-possession': { above: ['bearer', 'jwt', 'outbound', 'shared-store'], packages: ['lru-cache'] },
  passport: {
    above: ['bearer', 'jwt', 'outbound', 'proof-of-possession', 'telemetry'],
    packages: ['@nestjs/common', '@nestjs/core', '@nestjs/passport', 'lru-cache', 'passport', 'passport-custom'],
  },
  providers: {
    above: [
      'bearer',
      'client-credentials',
      'introspection',
      'jwt',
      'outbound',
      'passport',
      'shared-store',
      'telemetry',
    ],
    packages: ['leven', 'zod'],
  },
  explain: {
    above: ['bearer', 'jwt', 'outbound', 'passport', 'proof-of-possession', 'providers', 'telemetry'],
    packages: ['leven'],
  },
};

const ROLES = ['settings', 'trust', 'token-request', 'principal', 'strategy', 'kind'];

const auth = sourcesIn(AUTH);
const issuer = sourcesIn('libs/issuer/src');
const page = sourcesIn('apps/operator/src');
const apps = ['api', 'cli'].flatMap((app) => sourcesIn(`apps/${app}/src`));
const everything = [...auth, ...issuer, ...apps, ...page];

const roomOf = (path: string) =>
  path
    .slice(AUTH.length + 1)
    .split('/')
    .slice(0, -1)[0];
const kindOf = (path: string) => /\/providers\/(\w+)\//.exec(path)?.[1];
const violations = (files: readonly SourceFile[], of: (file: SourceFile) => readonly string[]) =>
  files.flatMap((file) => of(file).map((what) => `${file.path} → ${what}`));

describe('libs/auth', () => {
  it('has the rooms of the map and no others', () => {
    const folders = readdirSync(join(ROOT, AUTH), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).sort()).toEqual(Object.keys(ROOMS).sort());
  });

  it('imports in one direction', () => {
    const wrong = violations(auth, ({ path, files }) => {
      const room = roomOf(path);
      if (!room) return [];
      const allowed = [room, ...(ROOMS[room]?.above ?? [])];
      return files.filter((file) => !allowed.includes(roomOf(file) ?? ''));
    });
    expect(wrong).toEqual([]);
  });

  it('keeps every package to its room', () => {
    const wrong = violations(auth, ({ path, packages }) => {
      const room = roomOf(path);
      return room ? packages.filter((name) => !ROOMS[room]?.packages.includes(name)) : [];
    });
    expect(wrong).toEqual([]);
  });

  it('has no provider that knows another one, and a registry that knows them all', () => {
    const wrong = violations(auth, ({ path, files }) => {
      if (path.endsWith('/providers/registry.ts')) return [];
      return files.filter((file) => kindOf(file) && kindOf(file) !== kindOf(path));
    });
    expect(wrong).toEqual([]);

    const folders = readdirSync(join(ROOT, AUTH, 'providers'), { withFileTypes: true }).filter((e) => e.isDirectory());
    expect(folders.map(({ name }) => name).sort()).toEqual([...KIND_NAMES].sort());
  });

  it.each(KIND_NAMES)('has every role of %s in its folder, and its contract spec', (kind) => {
    for (const role of [...ROLES, 'contract.spec']) {
      expect(existsSync(join(ROOT, AUTH, 'providers', kind, `${kind}.${role}.ts`))).toBe(true);
    }
  });
});

describe('the workspace', () => {
  it('has an issuer that meets the library over HTTP only', () => {
    expect(violations(issuer, ({ packages }) => packages.filter((name) => name !== 'jose'))).toEqual([]);
    expect(violations(auth, ({ packages }) => packages.filter((name) => name === '@portero/issuer'))).toEqual([]);
  });

  it('has a page that meets the service over HTTP only', () => {
    expect(violations(page, ({ packages }) => packages.filter((name) => name !== 'preact'))).toEqual([]);
    expect(violations(page, ({ files }) => files.filter((file) => !file.startsWith('apps/operator/src/')))).toEqual([]);
    // What reaches the screen is text; a sink for markup would want a policy of its own.
    expect(page.filter(({ text }) => /innerHTML|dangerously|\beval\b/.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('imports a library by its index only', () => {
    const wrong = violations(everything, ({ imports, files, path }) => [
      ...imports.filter((from) => /^@portero\/\w+\//.test(from)),
      ...files.filter((file) => file.split('/').slice(0, 2).join('/') !== path.split('/').slice(0, 2).join('/')),
    ]);
    expect(wrong).toEqual([]);
  });

  it('has no circle of imports', () => {
    const byPath = new Map(everything.map((file) => [file.path, file]));
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (path: string, trail: readonly string[]) => {
      if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      if (done.has(path) || trail.includes(path)) return;
      for (const next of byPath.get(path)?.files ?? []) visit(next, [...trail, path]);
      done.add(path);
    };
    for (const { path } of everything) visit(path, []);
    expect(circles).toEqual([]);
  });

  it('reads process.env in config files only', () => {
    const readers = everything.filter(({ text }) => text.includes('process.env')).map(({ path }) => path);
    expect(readers.filter((path) => !/config/.test(path))).toEqual([]);
  });

  it('has no barrel but index.ts, and nothing exported by a star', () => {
    expect(everything.filter(({ text }) => /^export \*/m.test(text)).map(({ path }) => path)).toEqual([]);
    const barrels = everything.filter(({ text }) => /^export .* from /m.test(text)).map(({ path }) => path);
    expect(barrels.sort()).toEqual([`${AUTH}/index.ts`, 'libs/issuer/src/index.ts']);
  });

  it('has names that say what is in them, and files that one can read at once', () => {
    expect(everything.filter(({ path }) => /\/(utils?|common|helpers?|shared|misc)\//.test(path))).toEqual([]);
    expect(everything.filter(({ text }) => text.split('\n').length > 200).map(({ path }) => path)).toEqual([]);
    expect(everything.filter(({ path }) => !/^[a-z0-9./-]+$/.test(path)).map(({ path }) => path)).toEqual([]);
  });
});
