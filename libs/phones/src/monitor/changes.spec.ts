import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Changes } from './changes.js';

const same = (a: number, b: number): boolean => a === b;

describe('Changes', () => {
  it('gives the first value at once and then only what held still', async () => {
    const changes = new Changes<number>();
    const stop = new AbortController();
    const seen: number[] = [];
    changes.set(1);
    const reading = (async () => {
      for await (const value of changes.settled(80, same, stop.signal)) seen.push(value);
    })();
    await sleep(20);
    expect(seen).toEqual([1]);
    for (const value of [2, 3, 1, 4]) {
      changes.set(value);
      await sleep(10);
    }
    expect(seen).toEqual([1]);
    await sleep(150);
    expect(seen).toEqual([1, 4]);
    changes.set(5);
    await sleep(10);
    changes.set(4);
    await sleep(150);
    expect(seen).toEqual([1, 4]);
    stop.abort();
    await reading;
  });
});
