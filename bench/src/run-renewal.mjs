// Callers that never stop, while tokens end every few seconds: how long each of them waits.
import { createHistogram } from 'node:perf_hooks';

const [site, seconds] = process.argv.slice(2);
const { create } = await import('./clients/portero.mjs');
const get = await create(JSON.parse(site));
await get();

const waits = createHistogram();
const seen = new Set();
const end = performance.now() + Number(seconds) * 1_000;

async function caller() {
  while (performance.now() < end) {
    const startedAt = performance.now();
    const { accessToken } = await get();
    waits.record(Math.max(1, Math.round((performance.now() - startedAt) * 1_000)));
    seen.add(accessToken);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
await Promise.all(Array.from({ length: 100 }, caller));

const at = (percentile) => waits.percentile(percentile);
process.send(
  { calls: waits.count, tokens: seen.size, p50: at(50), p99: at(99), p9999: at(99.99), max: waits.max },
  () => process.exit(),
);
