// One client in a process of its own: a thousand callers on a cold cache, then cached gets one after the other.
const [name, site, gets] = process.argv.slice(2);
const { create } = await import(`./clients/${name}.mjs`);
const get = await create(JSON.parse(site));

const startedAt = performance.now();
await Promise.all(Array.from({ length: 1_000 }, get));
const cold = performance.now() - startedAt;

await get();
const before = process.cpuUsage();
for (let i = 0; i < Number(gets); i++) await get();
const { user, system } = process.cpuUsage(before);

process.send({ cold, microseconds: (user + system) / Number(gets) }, () => process.exit());
