import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REASONS } from '@portero/auth';
import { ROOT } from './source-tree.js';

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

it('the README has the cause and the cure of every reason', () => {
  const rows = readme.split('\n').filter((line) => line.startsWith('| `'));
  const missing = Object.entries(REASONS).filter(
    ([reason, { status }]) => !rows.some((row) => row.includes(`\`${reason}\``) && row.includes(` ${status} `)),
  );
  expect(missing.map(([reason]) => reason)).toEqual([]);
});

it.each(['README.md', 'CONTRIBUTING.md', 'libs/issuer/README.md', 'libs/auth/README.md', 'docs/security.md', 'docs/performance.md'])(
  '%s links to files that are there',
  (page) => {
    const text = readFileSync(join(ROOT, page), 'utf8');
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) => join(ROOT, page, '..', link));
    expect(links.filter((link) => !existsSync(link))).toEqual([]);
  },
);
