import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { ROOT } from '../source-tree.js';
import { type Instruction, stageNamed } from './dockerfile.js';

const WORKDIR = '/portero';

interface LockedPackage {
  readonly link?: boolean;
  readonly resolved?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
}

/**
 * A stage of the Dockerfile, in a folder, without a container engine: COPY takes from this workspace, which is built, and
 * `npm ci` links to the packages that package-lock.json has for it. With `--preserve-symlinks` Node finds no others.
 */
export class ReplayedImage {
  /** What is `/portero` in the image. */
  readonly root = mkdtempSync(join(tmpdir(), 'portero-image-'));

  constructor(stage: string) {
    try {
      this.replay(stage);
    } catch (error) {
      this.remove();
      throw error;
    }
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }

  private replay(name: string): void {
    const { from, instructions } = stageNamed(name);
    if (/^\w+$/.test(from)) this.replay(from);
    for (const instruction of instructions) this.follow(instruction);
  }

  private follow({ keyword, text }: Instruction): void {
    if (keyword === 'RUN' && text.startsWith('npm ci ')) this.install(text);
    if (keyword !== 'COPY') return;
    const words = text.split(' ');
    const stage = /^--from=(\w+)$/.exec(words[0] ?? '')?.[1];
    const target = words.at(-1) ?? '';
    for (const source of words.slice(stage ? 1 : 0, -1)) {
      if (source === WORKDIR) this.replay(stage ?? '');
      else this.copy(source.replace(`${WORKDIR}/`, ''), target);
    }
  }

  /** As COPY: a folder's content goes into the target, a file into a target that ends with a slash. */
  private copy(source: string, target: string): void {
    const file = target.endsWith('/') ? join(target, basename(source)) : target;
    mkdirSync(join(this.root, dirname(file)), { recursive: true });
    execFileSync('cp', ['-R', join(ROOT, source), join(this.root, file)]);
  }

  private install(command: string): void {
    const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
      packages: Readonly<Record<string, LockedPackage>>;
    };
    const omits = (what: string) => command.includes(`--omit=${what}`);
    const isOmitted = ({ dev, optional, devOptional }: LockedPackage) =>
      (dev && omits('dev')) || (optional && omits('optional')) || (devOptional && omits('dev') && omits('optional'));
    for (const [path, locked] of Object.entries(packages)) {
      // Packages in packages come with these.
      if (path.split('node_modules/').length !== 2 || isOmitted(locked)) continue;
      const target = join(this.root, path);
      mkdirSync(dirname(target), { recursive: true });
      symlinkSync(locked.link ? join(this.root, locked.resolved ?? '') : join(ROOT, path), target);
    }
  }
}
