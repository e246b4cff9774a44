/** What a newcomer reads when the service has started. */
export function whatToTry(url: string): string {
  const { port } = new URL(url);
  const base = `localhost:${port}`;
  return `
Portero listens on http://${base}. Try:

  curl -s -X POST ${base}/auth/system/cc/token -H 'content-type: application/json' -d '{}'
  TOKEN=$(curl -s -X POST ${base}/auth/system/cc/token | node -pe 'JSON.parse(fs.readFileSync(0)).access_token')
  curl -s ${base}/products -H "Authorization: Bearer $TOKEN"
  curl -s ${base}/students -H "Authorization: Bearer $TOKEN"
  curl -s -X POST ${base}/m2m/run

`;
}
