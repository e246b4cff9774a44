import { setImmediate, setTimeout } from 'node:timers/promises';
import { BoundedOutput } from './bounded-output.js';

/** What a reader has got so far, of a sink that takes as much as there is room for. */
class Pipe {
  got = '';
  room = Number.POSITIVE_INFINITY;

  readonly write = (bytes: Buffer): number => {
    if (this.room === 0) throw Object.assign(new Error('full'), { code: 'EAGAIN' });
    const taken = bytes.subarray(0, this.room);
    this.room -= taken.length;
    this.got += taken.toString();
    return taken.length;
  };
}

/** Until it is, or for a second. */
async function until(is: () => boolean): Promise<void> {
  for (let waited = 0; !is() && waited < 100; waited++) await setTimeout(10);
}

it('writes the lines of a turn together, in their order', async () => {
  const writes: string[] = [];
  const output = new BoundedOutput((bytes) => writes.push(bytes.toString()) && bytes.length);
  output.write('one\n');
  output.write('two\n');
  await setImmediate();
  output.write('three\n');
  await setImmediate();
  expect(writes).toEqual(['one\ntwo\n', 'three\n']);
});

it('keeps what a full sink has not taken, and goes on in the middle of a character', async () => {
  const bytes: Buffer[] = [];
  let room = 2;
  const output = new BoundedOutput((given) => {
    if (room === 0) throw new Error('full');
    const taken = given.subarray(0, room);
    room -= taken.length;
    bytes.push(Buffer.from(taken));
    return taken.length;
  });
  output.write('aéb\n');
  await setImmediate();
  output.write('next\n');
  room = 100;
  await until(() => Buffer.concat(bytes).length === 10);
  expect(Buffer.concat(bytes).toString()).toBe('aéb\nnext\n');
});

it('drops what is too much for its bound, and tells how many lines when it is read again (F-E13)', async () => {
  const pipe = new Pipe();
  pipe.room = 0;
  const output = new BoundedOutput(pipe.write);
  output.whenDropped((dropped) => output.write(`${dropped} dropped\n`));
  const line = `${'x'.repeat(1023)}\n`;
  for (let written = 0; written < 5_000; written++) {
    output.write(line);
    if (written % 100 === 0) await setImmediate();
  }
  expect(pipe.got).toBe('');

  pipe.room = Number.POSITIVE_INFINITY;
  await until(() => pipe.got.endsWith('dropped\n'));
  const lines = pipe.got.split('\n');
  expect(lines.filter((said) => said.startsWith('x'))).toHaveLength(1024);
  expect(lines.slice(-2)).toEqual(['3976 dropped', '']);
});

it('survives a sink that breaks, and writes again when it is whole', async () => {
  let whole = false;
  let got = '';
  const output = new BoundedOutput((bytes) => {
    if (!whole) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    got += bytes;
    return bytes.length;
  });
  output.write('one\n');
  await setImmediate();
  whole = true;
  await until(() => got !== '');
  expect(got).toBe('one\n');
});

it('at the end waits for a reader that is slow, and not for ever', () => {
  const slow = new Pipe();
  slow.room = 0;
  let attempts = 0;
  const output = new BoundedOutput((bytes) => {
    if (++attempts === 3) slow.room = 100;
    return slow.write(bytes);
  });
  output.write('the end\n');
  output.drain(1_000);
  expect(slow.got).toBe('the end\n');

  slow.room = 0;
  const startedAt = performance.now();
  output.write('lost\n');
  output.drain(50);
  expect(performance.now() - startedAt).toBeLessThan(500);
});
