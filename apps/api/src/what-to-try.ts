/** What a newcomer reads when the service has started. */
export function whatToTry(url: string, publicUrl: string): string {
  const { port, protocol } = new URL(url);
  // A certificate is for the name by which clients know the service.
  const base = protocol === 'https:' ? publicUrl : `localhost:${port}`;
  return `
Portero listens on ${protocol}//localhost:${port}. Try:

  curl -s -X POST ${base}/auth/system/cc/token -H 'content-type: application/json' -d '{}'
  TOKEN=$(curl -s -X POST ${base}/auth/system/cc/token | node -pe 'JSON.parse(fs.readFileSync(0)).access_token')
  curl -s ${base}/products -H "Authorization: Bearer $TOKEN"
  curl -s ${base}/students -H "Authorization: Bearer $TOKEN"
  curl -s -X POST ${base}/m2m/run

and in a browser ${protocol === 'https:' ? base : `http://${base}`}/operator/

`;
}
