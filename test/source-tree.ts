import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

export interface SourceFile {
  /** From the root of the workspace, with slashes: `libs/auth/src/jwt/verify.ts`. */
  readonly path: string;
  readonly text: string;
  /** Module specifiers of its imports, type-only ones too. */
  readonly imports: readonly string[];
  /** Its relative imports, as paths from the root. */
  readonly files: readonly string[];
  /** Packages it imports, without `node:` modules. */
  readonly packages: readonly string[];
}

/** The TypeScript sources of a folder; specs are not part of the structure. */
export function sourcesIn(folder: string): SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => posix.join(folder, name.split(sep).join('/')))
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.spec.ts'))
    .map(readSource);
}

function readSource(path: string): SourceFile {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const imports = [...text.matchAll(/^(?:import|export)\b[^;]*?from '([^']+)'/gm)].map(([, from = '']) => from);
  const files = imports.filter((from) => from.startsWith('.')).map((from) => sourceAt(posix.join(dirname(path), from)));
  const packages = imports
    .filter((from) => !from.startsWith('.') && !from.startsWith('node:'))
    .map((from) => from.split('/', from.startsWith('@') ? 2 : 1).join('/'));
  return { path, text, imports, files, packages };
}

/** A module is imported by the name that it has when it is built. */
function sourceAt(path: string): string {
  const [plain, withMarkup] = [path.replace(/\.js$/, '.ts'), path.replace(/\.js$/, '.tsx')];
  return existsSync(join(ROOT, withMarkup)) ? withMarkup : plain;
}
