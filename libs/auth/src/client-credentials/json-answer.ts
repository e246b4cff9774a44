/**
 * RFC 6749 §5.1, RFC 7662 §2.2. oauth4webapi looks at the type only when the body is no JSON, and takes a signed answer
 * (RFC 9701), which was not asked for.
 *
 * @throws {TypeError} the answer is no application/json
 */
export function demandJson({ headers }: Response): void {
  if (!/^application\/json *(;|$)/i.test(headers.get('content-type') ?? ''))
    throw new TypeError('not application/json');
}
