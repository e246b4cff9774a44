import { newTraceParent } from './trace-parent.js';

describe('a traceparent', () => {
  it('is of version 00, sampled, with the trace by which the run is known', () => {
    const { trace, header } = newTraceParent((bytes) => bytes.fill(0xab).fill(0x01, 16));
    expect(trace).toBe('ab'.repeat(16));
    expect(header).toBe(`00-${'ab'.repeat(16)}-${'01'.repeat(8)}-01`);
  });

  it('is another one each time', () => {
    const headers = Array.from({ length: 20 }, () => newTraceParent().header);
    expect(new Set(headers).size).toBe(20);
    for (const header of headers) expect(header).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });
});
