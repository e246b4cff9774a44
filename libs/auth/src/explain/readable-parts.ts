import type { Explanation } from './explanation.js';

/** Header and claims of a token that may be broken: each as far as it is a JSON object in base64url. */
export function readableParts(token: string): Pick<Explanation, 'header' | 'claims'> {
  const [header, claims] = token.split('.').slice(0, 2).map(jsonObject);
  return { ...(header && { header }), ...(claims && { claims }) };
}

function jsonObject(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
