import { describe, expect, it } from '@jest/globals';
import { Gathered } from './gathered.js';

describe('what is asked at the same moment', () => {
  it('is asked once, and each is told its own', async () => {
    const calls: (readonly number[])[] = [];
    const gathered = new Gathered<number, number>((all) => {
      calls.push(all);
      return Promise.resolve(all.map((one) => one * 10));
    });
    const first = Promise.all([1, 2, 3].map((one) => gathered.run(one)));
    expect(await first).toEqual([10, 20, 30]);
    expect(await gathered.run(4)).toBe(40);
    expect(calls).toEqual([[1, 2, 3], [4]]);
  });

  it('waits for the call under way, and goes on after one that failed', async () => {
    const calls: number[] = [];
    const gathered = new Gathered<number, number>(async (all) => {
      calls.push(all.length);
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (all.includes(13)) throw new Error('unlucky');
      return all;
    });
    const bad = gathered.run(13);
    await new Promise((resolve) => setImmediate(resolve));
    const good = Promise.all([gathered.run(1), gathered.run(2)]);
    await expect(bad).rejects.toThrow('unlucky');
    expect(await good).toEqual([1, 2]);
    expect(calls).toEqual([1, 2]);
  });
});
