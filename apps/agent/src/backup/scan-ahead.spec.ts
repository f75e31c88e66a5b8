import { describe, expect, it } from '@jest/globals';
import type { Entry, LeftOut, PullSource } from '@holdfast/contracts';
import { scanAhead } from './scan-ahead.js';

const entry = (n: number): Entry => ({
  path: [Buffer.from(`n${n}`)],
  kind: 'file',
  size: 0n,
  mtimeNs: 0n,
  category: 'other',
  ref: '',
});
const lost: LeftOut = { path: [], category: 'other', cause: 'unreadable' };

/** Counts what was asked of it; throws after `count` names where `error` says so. */
function source(count: number, error?: Error): PullSource & { given: number } {
  return {
    given: 0,
    async *scan(_scope, leftOut) {
      leftOut(lost);
      for (let n = 0; n < count; n++) {
        this.given += 1;
        yield entry(n);
      }
      leftOut(lost);
      if (error) throw error;
    },
    open: () => {
      throw new Error('not asked for');
    },
    close: async () => {},
  };
}

async function scanned(of: PullSource): Promise<{ names: number; left: number }> {
  let [names, left] = [0, 0];
  for await (const { path } of of.scan({}, () => void left++)) {
    expect(Buffer.from(path[0]!).toString()).toBe(`n${names}`);
    names += 1;
  }
  return { names, left };
}

describe('a scan that began ahead', () => {
  it('gives every name once and in order, whether it was over or not when it was asked for', async () => {
    for (const count of [0, 3, 10_000, 10_001, 25_000]) {
      const ahead = scanAhead(source(count), {});
      expect(await scanned(ahead)).toEqual({ names: count, left: 2 });
      expect(await scanned(ahead)).toEqual({ names: count, left: 2 });
    }
  });

  it('has read before anybody asks, and no more than has room', async () => {
    const slow = source(25_000);
    scanAhead(slow, {});
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(slow.given).toBe(10_000);
  });

  it('throws what went wrong when it is asked for', async () => {
    const ahead = scanAhead(source(2, new Error('unplugged')), {});
    await new Promise((resolve) => setTimeout(resolve, 20));
    await expect(scanned(ahead)).rejects.toThrow('unplugged');
  });
});
