// npm run bench:memory. What a hundred thousand distinct tokens, and a minute of load, leave behind in a server.
import { start } from './children.mjs';

const TOKENS = 100_000;
/** As many as are remembered. */
const REMEMBERED = 5_000;
const SECONDS = 60;

const issuer = await start('memory-issuer.mjs', TOKENS);
const { site, tokens } = issuer.first;
const generator = await start('load.mjs', '');
await generator.ask({ tokens });
const server = await start('servers/portero.mjs', JSON.stringify(site));

const rows = {};
async function send(what, { supply, range, requests = Number.POSITIVE_INFINITY, milliseconds }) {
  const answers = await generator.ask({
    port: server.first.port,
    path: '/products',
    supply,
    range,
    requests,
    milliseconds,
  });
  if (answers.failed || answers.statuses[200] !== answers.sent) throw new Error(JSON.stringify(answers).slice(0, 300));
  await note(what, answers.sent);
}

async function note(what, requests = 0) {
  const { heap, rss } = await server.ask('memory');
  const megabytes = (bytes) => Number((bytes / 1_048_576).toFixed(1));
  rows[what] = { requests, 'heap without garbage, MB': megabytes(heap), 'resident, MB': megabytes(rss) };
}

await note('at the start');
await send('one token, 20,000 times', { supply: 'turn', range: [0, 1], requests: 20_000, milliseconds: 60_000 });
await send(`the first ${REMEMBERED} tokens`, { supply: 'once', range: [0, REMEMBERED], milliseconds: 600_000 });
await send(`all ${TOKENS} tokens`, { supply: 'once', range: [0, TOKENS], milliseconds: 600_000 });
for (const third of [1, 2, 3]) {
  await send(`${(third * SECONDS) / 3} s of 2,000 tokens in turn`, {
    supply: 'turn',
    range: [0, 2_000],
    milliseconds: (SECONDS / 3) * 1_000,
  });
}
console.table(rows);
for (const child of [server, generator, issuer]) await child.stop();
