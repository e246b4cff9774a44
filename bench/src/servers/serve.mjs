// What every server here has in common: a process that is asked for its CPU time, or its memory.
/** `{ issuer, jwksUrl, audience, ...variant }` */
export const site = JSON.parse(process.argv[2]);

const ANSWERS = {
  cpu: () => {
    const { user, system } = process.cpuUsage();
    return { cpu: user + system };
  },
  /** Bytes; the heap without garbage where the process has `--expose-gc`. */
  memory: () => {
    globalThis.gc?.();
    const { rss, heapUsed, external } = process.memoryUsage();
    return { rss, heap: heapUsed + external };
  },
};

export function ready(server) {
  process.on('message', (asked) => process.send(ANSWERS[asked]()));
  process.send({ port: server.address().port });
}
