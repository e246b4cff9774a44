import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AuthEvent, REASONS } from '@portero/auth';
import { problemEntriesIn } from '../apps/api/src/problem/problem-entries.js';
import { PROBLEMS } from '../apps/api/src/problem/problems.js';
import { ROOT } from './source-tree.js';

const pageOf = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** Status and OAuth error code of everything that is answered with a problem document. */
const ANSWERED = new Map<string, { readonly status: number; readonly error?: string }>([
  ...Object.entries(REASONS),
  ...Object.entries(PROBLEMS).map(
    ([status, { reason }]) => [reason, { status: Number(status) }] as [string, { status: number }],
  ),
]);

/** Those that tell of a refusal. */
const EVENTS: readonly AuthEvent['name'][] = ['bearer_refused', 'token_failed', 'access_refused', 'operator_refused'];

describe('docs/troubleshooting.md', () => {
  const page = pageOf('docs/troubleshooting.md');
  const entries = problemEntriesIn(page);

  it('has one entry for each reason, and no other', () => {
    const headings = [...page.matchAll(/^### (.*)$/gm)].map(([, heading]) => heading);
    expect(headings.sort()).toEqual([...ANSWERED.keys()].sort());
  });

  it.each([...ANSWERED])('begins the entry of %s with its status and its error', (reason, { status, error }) => {
    const [, , first] = entries.get(reason)?.split('\n') ?? [];
    const words = new RegExp(`^Status ${status}${error ? `, error \`${error}\`` : '(, with .* error.*)?'}\\. \\S`);
    expect(first).toMatch(words);
  });

  it.each([...entries])('shows for %s a log line with that reason, if any, and a cure', (reason, entry) => {
    const lines = [...entry.matchAll(/^```json\n(.*)\n```$/gm)].map(([, line = '']) => JSON.parse(line));
    expect(lines.filter((line) => line.reason !== reason || !EVENTS.includes(line.msg))).toEqual([]);
    expect(entry).toMatch(/^- \S/m);
  });

  it.each([...entries])('has no link in the entry of %s that leads nowhere once it is served alone', (_, entry) => {
    expect(entry).not.toMatch(/\]\((?!https:)/);
  });

  it('names variables that there are', () => {
    const known = pageOf('docs/settings.md');
    const named = [
      ...page.matchAll(/\b((?:OIDC|AUTH0|METRICS|AUTH|TOKEN|TRUST|DPOP|SYSTEM|API|REDIS|PUBLIC)_[A-Z0-9_]*[A-Z0-9])/g),
    ];
    const unknown = named
      .map(([name]) => name)
      .filter((name) => !known.includes(`\`${name}\``) && !known.includes(`${name}=`));
    expect(unknown).toEqual([]);
  });
});

it.each([
  'README.md',
  'CONTRIBUTING.md',
  'libs/issuer/README.md',
  'libs/auth/README.md',
  'deploy/kubernetes/README.md',
  ...readdirSync(join(ROOT, 'docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
])('%s links to files and headings that are there', (page) => {
  const links = [...pageOf(page).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)];
  const broken = links.filter(([, file = '', heading]) => {
    const target = file === '' ? page : join(page, '..', file);
    return !existsSync(join(ROOT, target)) || (heading && !headingsOf(target).includes(heading));
  });
  expect(broken.map(([link]) => link)).toEqual([]);
});

/** As GitHub makes anchors of them. */
function headingsOf(page: string): string[] {
  return [...pageOf(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}
