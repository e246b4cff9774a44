// An issuer of the memory benchmark's own: elliptic signatures, of which a hundred thousand are made in seconds.
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer } from 'node:http';

const count = Number(process.argv[2]);
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const keys = [{ ...publicKey.export({ format: 'jwk' }), kid: 'bench' }];

const server = createServer((_, response) => response.end(JSON.stringify({ keys })));
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const audience = 'api://bench';
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const header = part({ alg: 'ES256', typ: 'at+jwt', kid: 'bench' });
  const iat = Math.floor(Date.now() / 1000);
  const token = () => {
    const ids = { jti: randomUUID(), sub: randomUUID(), client_id: 'bench', padding: 'x'.repeat(300) };
    const signed = `${header}.${part({ iss: issuer, aud: audience, iat, exp: iat + 3_600, scope: 'read', ...ids })}`;
    const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    return `${signed}.${signature.toString('base64url')}`;
  };
  const site = { issuer, jwksUrl: `${issuer}/keys`, audience, algorithms: ['ES256'] };
  process.send({ site, tokens: Array.from({ length: count }, token) });
});
