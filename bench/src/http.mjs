// npm run bench. CPU time of the server process per request; only the ratios of one run mean anything.
import { canPin, start } from './children.mjs';
import { PEERS, TARGETS } from './http-peers.mjs';
import { median } from './processes.mjs';
import { PRODUCTS } from './servers/products.mjs';

const ROUNDS = 7;
const STARTS = 5;
/** One measurement ends with whichever comes first. */
const AT_MOST = { requests: 20_000, milliseconds: 400 };
const WARM_UP = { requests: 9_000, milliseconds: 1_200 };
/** No round begins after that many milliseconds. */
const DEADLINE = 210_000;

const IN_TURN = 2_000;
const NEW_TOKENS = 1_200;
/** As many unseen tokens before: verifying must be as warm with who remembers tokens as with who does not. */
const WARMING_TOKENS = 9_000;
const FIRST_NEW = IN_TURN + WARMING_TOKENS;
const newFrom = (round) => FIRST_NEW + (round - 1) * NEW_TOKENS;
/** The tokens of a measurement; round 0 is the warm-up. */
const WORKLOADS = {
  'one hot token': { supply: 'turn', range: () => [0, 1] },
  '2,000 tokens in turn': { supply: 'turn', range: () => [0, IN_TURN] },
  'never-seen tokens': {
    supply: 'once',
    range: (round) => (round === 0 ? [IN_TURN, FIRST_NEW] : [newFrom(round), newFrom(round + 1)]),
  },
  'bad signatures': { supply: 'forged', range: () => [0, IN_TURN], refused: true },
};

const startedAt = performance.now();
const pinned = canPin();
console.log(pinned ? 'Servers on core 0, load and issuer on core 1.' : 'Nothing is pinned to a core here.');

const issuer = await start('http-issuer.mjs', newFrom(ROUNDS + 1));
const { site, tokens } = issuer.first;
console.log(`${tokens.length} tokens of ${tokens[0].length} bytes, 2048-bit RSA`);
const generator = await start('load.mjs', '');
await generator.ask({ tokens });
if (pinned) for (const child of [issuer, generator]) child.pin(1);

const servers = await startServers();
const figures = {};
for (const workload of Object.keys(WORKLOADS)) {
  figures[workload] = await measure(workload);
  print(workload);
}
for (const { process } of servers.values()) await process.stop();
printTargets(await startUp());
for (const child of [generator, issuer]) await child.stop();
console.log(`${Math.round((performance.now() - startedAt) / 1_000)} s`);

/** The peers that answer as they should; the others are named and left out. */
async function startServers() {
  const started = new Map();
  for (const [name, peer] of Object.entries(PEERS)) {
    try {
      const process = await start(`servers/${peer.server}.mjs`, JSON.stringify({ ...site, ...peer.variant }));
      if (pinned) process.pin(0);
      const server = { ...peer, process, port: process.first.port };
      started.set(name, server);
      await checkAnswers(server);
    } catch (error) {
      console.log(`Left out: ${name}: ${error.message}`);
      await started.get(name)?.process.stop();
      started.delete(name);
    }
  }
  return started;
}

async function checkAnswers(server) {
  const few = { requests: 3, milliseconds: 5_000, connections: 1 };
  const { body } = await send(server, WORKLOADS['one hot token'], 0, few);
  if (body !== JSON.stringify(PRODUCTS)) throw new Error(`it answers ${body.slice(0, 200)}`);
  await send(server, WORKLOADS['bad signatures'], 0, few);
}

async function send({ port, path = '/products', unguarded }, { supply, range, refused }, round, bounds) {
  // To who does not look at it no token is new, and so few requests would be too short a measurement.
  const kind = unguarded && supply === 'once' ? 'turn' : supply;
  const answers = await generator.ask({ port, path, supply: kind, range: range(round), ...bounds });
  if (answers.failed) throw new Error(answers.failed);
  const expected = refused && !unguarded ? 401 : 200;
  const { [expected]: right = 0, ...wrong } = answers.statuses;
  if (right !== answers.sent) throw new Error(`not only ${expected}: ${JSON.stringify(wrong)} ${answers.body}`);
  return answers;
}

/** By name, one figure per round; the rows take turns within a round. */
async function measure(workload) {
  const rows = [...servers];
  const measured = Object.fromEntries(rows.map(([name]) => [name, []]));
  for (const [, server] of rows) await send(server, WORKLOADS[workload], 0, WARM_UP);
  for (let round = 1; round <= ROUNDS; round++) {
    if (performance.now() - startedAt > DEADLINE && round > 1) break;
    for (const [name, server] of rows) {
      const before = await server.process.ask('cpu');
      const { sent, seconds } = await send(server, WORKLOADS[workload], round, AT_MOST);
      const after = await server.process.ask('cpu');
      measured[name].push({ cpu: (after.cpu - before.cpu) / sent, rate: sent / seconds });
    }
  }
  return measured;
}

/** Median of the ratios within each round. */
function ratio(rounds, others) {
  return median(rounds.map(({ cpu }, i) => cpu / others[i].cpu));
}

function print(workload) {
  const measured = figures[workload];
  const [first] = Object.values(measured);
  const rows = Object.entries(measured).map(([name, rounds]) => {
    const cpus = rounds.map(({ cpu }) => cpu);
    return [
      name,
      {
        'CPU µs a request': Math.round(median(cpus)),
        'lowest and highest': `${Math.round(Math.min(...cpus))}–${Math.round(Math.max(...cpus))}`,
        'requests a second': Math.round(median(rounds.map(({ rate }) => rate))),
        ratio: Number(ratio(rounds, first).toFixed(2)),
      },
    ];
  });
  console.log(`\n${workload}, ${first.length} rounds`);
  console.table(Object.fromEntries(rows));
}

/** Milliseconds from the spawn until it listens, by server. */
async function startUp() {
  const taken = { portero: [], 'nest-fastify': [] };
  for (let round = 0; round < STARTS; round++) {
    for (const server of Object.keys(taken)) {
      const process = await start(`servers/${server}.mjs`, JSON.stringify(site));
      taken[server].push(process.startedIn);
      await process.stop();
    }
  }
  return taken;
}

function printTargets({ portero, 'nest-fastify': bare }) {
  const rows = TARGETS.map(([workload, name, other, target]) => {
    const peer = other in PEERS ? other : fastestPeer(workload);
    const [rounds, others] = [figures[workload][name], figures[workload][peer]];
    const against = peer === other ? other : `${other} (${peer})`;
    return [`${workload}: against ${against}`, target, rounds && others ? ratio(rounds, others) : undefined];
  });
  const started = median(portero.map((taken, i) => taken / bare[i]));
  const label = `start: ${Math.round(median(portero))} ms, against bare Nest/Fastify: ${Math.round(median(bare))} ms`;
  rows.push([label, 1.25, started]);
  console.log('\nTargets (tokens of a client: npm run bench:token)');
  console.table(
    Object.fromEntries(
      rows.map(([what, target, measured]) => [
        what,
        {
          'at most': Number(target.toFixed(3)),
          measured: measured === undefined ? 'left out' : Number(measured.toFixed(3)),
          met: measured === undefined ? '' : measured <= target ? 'yes' : 'no',
        },
      ]),
    ),
  );
}

function fastestPeer(workload) {
  const cpu = (name) => median(figures[workload][name].map((round) => round.cpu));
  const peers = Object.keys(figures[workload]).filter(
    (name) => !PEERS[name].unguarded && PEERS[name].server !== 'portero',
  );
  return peers.toSorted((a, b) => cpu(a) - cpu(b))[0];
}
