import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../source-tree.js';

export interface Instruction {
  readonly keyword: string;
  readonly text: string;
}

export interface Stage {
  readonly name: string;
  /** An image, or the stage that it begins with. */
  readonly from: string;
  readonly instructions: readonly Instruction[];
}

export const DOCKERFILE = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');

const instructions: readonly Instruction[] = DOCKERFILE.split('\n')
  .filter((line) => !line.startsWith('#'))
  .join('\n')
  .replace(/\\\n\s*/g, '')
  .split('\n')
  .flatMap((line) => {
    const [, keyword, text = ''] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
    return keyword ? [{ keyword, text }] : [];
  });

export const STAGES: readonly Stage[] = instructions.flatMap(({ keyword, text }, at) => {
  if (keyword !== 'FROM') return [];
  const [, from = '', name = ''] = /^(\S+) AS (\S+)$/.exec(text) ?? [];
  const rest = instructions.slice(at + 1);
  const end = rest.findIndex((one) => one.keyword === 'FROM');
  return [{ name, from, instructions: end < 0 ? rest : rest.slice(0, end) }];
});

/** @throws {RangeError} there is no such stage */
export function stageNamed(name: string): Stage {
  const stage = STAGES.find((one) => one.name === name);
  if (!stage) throw new RangeError(`No stage is called ${name}`);
  return stage;
}

/** What the instructions of a stage say, by keyword, those of the stage that it begins with left out. */
export const textsOf = (stage: string, keyword: string): string[] =>
  stageNamed(stage)
    .instructions.filter((one) => one.keyword === keyword)
    .map(({ text }) => text);

/** The list of the last CMD or HEALTHCHECK in exec form. */
export function execForm(stage: string, keyword: 'CMD' | 'HEALTHCHECK'): string[] {
  return JSON.parse(/\[.*\]$/.exec(textsOf(stage, keyword).at(-1) ?? '')?.[0] ?? '[]');
}

/** The variables that its ENV sets. */
export const environmentOf = (stage: string): Record<string, string> =>
  Object.fromEntries(textsOf(stage, 'ENV').flatMap((text) => text.split(' ').map((pair) => pair.split('='))));
