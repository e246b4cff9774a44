// npm run bench:token. Ratios of one run; the machine's mood moves single figures.
import { median, run, withIssuer } from './processes.mjs';

const DELAY = 40;
const ROUNDS = 3;
/** Cached gets that are measured; the peer without a cache asks every time. */
const CLIENTS = { portero: 100_000, 'msal-node': 5_000, 'openid-client': 50 };

const rounds = Object.fromEntries(Object.keys(CLIENTS).map((name) => [name, []]));
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, gets] of Object.entries(CLIENTS)) {
    const report = await withIssuer({ delay: DELAY, lifetime: 3_600 }, async (site, requests) => ({
      ...(await run('run-client.mjs', name, JSON.stringify(site), gets)),
      made: await requests(),
    }));
    rounds[name].push(report);
  }
}

const of = (name, pick) => median(rounds[name].map(pick));
const micros = (name) => of(name, ({ microseconds }) => microseconds);
console.table(
  Object.fromEntries(
    Object.entries(CLIENTS).map(([name, gets]) => [
      name,
      {
        'token requests, cold 1,000 callers and the gets': of(name, ({ made }) => made.token),
        'all requests': of(name, ({ made }) => made.all),
        'cold, ms until all are served': Math.round(of(name, ({ cold }) => cold)),
        'CPU µs a get': Number(micros(name).toFixed(2)),
        'gets per CPU second': Math.round(1e6 / micros(name)),
        'ratio to portero': Number((micros(name) / micros('portero')).toFixed(1)),
        'gets measured': gets,
      },
    ]),
  ),
);

const renewal = await withIssuer({ delay: DELAY, lifetime: 2 }, (site) =>
  run('run-renewal.mjs', JSON.stringify(site), 12),
);
console.log(`\nRenewal under load: 100 callers for 12 s, tokens of 2 s, a token endpoint of ${DELAY} ms`);
console.table({ 'microseconds of waiting': renewal });
