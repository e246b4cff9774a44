/** W3C Trace Context §3.2, sampled: the page knows its run in the stream by the trace it began. */
export function newTraceParent(
  random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = (bytes) => crypto.getRandomValues(bytes),
): { trace: string; header: string } {
  const hex = Array.from(random(new Uint8Array(24)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const trace = hex.slice(0, 32);
  return { trace, header: `00-${trace}-${hex.slice(32)}-01` };
}
