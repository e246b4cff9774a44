import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KindName } from '../src/providers/registry.js';
import { faultsOf } from './settings-of.js';
import { RSA, selfSigned } from './test-certificates.js';

export interface MaterialFolder {
  readonly path: string;
  /** Every fault of settings in which files go by their names here. */
  faultsOf(kind: KindName, values: Readonly<Record<string, unknown>>): string[];
}

/** A folder with material of every kind, good and bad, removed when the spec file is done. */
export async function materialFolder(): Promise<MaterialFolder> {
  const folder = mkdtempSync(join(tmpdir(), 'material-'));
  removed.push(folder);
  const ec = await selfSigned({ commonName: 'ec' });
  const rsa = await selfSigned({ commonName: 'rsa', algorithm: RSA });
  const small = await selfSigned({ commonName: 'small', algorithm: { ...RSA, modulusLength: 1024 } });
  const past = { notBefore: new Date('2020-01-01'), notAfter: new Date('2021-01-01') };
  const expired = await selfSigned({ commonName: 'expired', ...past });
  const cipher = { cipher: 'aes-256-cbc', passphrase: 'for tests' };
  const files = {
    secret: 'hunter2',
    token: 'a.b.c',
    'ec.key': ec.key,
    'ec.crt': ec.cert,
    'rsa.key': rsa.key,
    'rsa.crt': rsa.cert,
    'small.key': small.key,
    'expired.key': expired.key,
    'expired.crt': expired.cert,
    'encrypted.key': `${createPrivateKey(ec.key).export({ type: 'pkcs8', format: 'pem', ...cipher })}`,
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return {
    path: folder,
    faultsOf(kind, values) {
      const placed = Object.entries(values).map(([setting, value]) => [
        setting,
        value !== undefined && setting.endsWith('File') ? join(folder, String(value)) : value,
      ]);
      return faultsOf(kind, Object.fromEntries(placed));
    },
  };
}

const removed: string[] = [];

afterAll(() => {
  for (const folder of removed) rmSync(folder, { recursive: true });
});
