import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const pathOf = (name) => fileURLToPath(new URL(`./${name}`, import.meta.url));

/** An issuer of its own, for as long as `use` takes. */
export async function withIssuer(options, use) {
  const child = fork(pathOf('issuer.mjs'), [JSON.stringify(options)]);
  const [site] = await once(child, 'message');
  const requests = async () => {
    child.send('count');
    const [made] = await once(child, 'message');
    return made;
  };
  try {
    return await use(site, requests);
  } finally {
    child.kill();
  }
}

/** What a program of this folder reports. */
export async function run(program, ...args) {
  const child = fork(pathOf(program), args.map(String));
  const [report] = await once(child, 'message');
  return report;
}

export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
