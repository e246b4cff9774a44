// What every server here has in common: a process that is asked for its CPU time.
/** `{ issuer, jwksUrl, audience, ...variant }` */
export const site = JSON.parse(process.argv[2]);

export function ready(server) {
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send({ cpu: user + system });
  });
  process.send({ port: server.address().port });
}
