import { describe, expect, it } from '@jest/globals';
import { Gathered, GatheredByCompany } from './gathered.js';

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

  it('waits for one of three calls under way, and goes on after one that failed', async () => {
    const calls: number[] = [];
    const gathered = new Gathered<number, number>(async (all) => {
      calls.push(all.length);
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (all.includes(13)) throw new Error('unlucky');
      return all;
    });
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    const bad = gathered.run(13);
    const told = expect(bad).rejects.toThrow('unlucky');
    await turn();
    for (const one of [1, 2]) {
      void gathered.run(one);
      await turn();
    }
    const good = [gathered.run(3)];
    await turn();
    good.push(gathered.run(4));
    expect(await Promise.all(good)).toEqual([3, 4]);
    await told;
    expect(calls).toEqual([1, 1, 1, 2]);
  });

  it('is never about two companies at once', async () => {
    const calls: unknown[] = [];
    const gathered = new GatheredByCompany<number, number>((company, all) => {
      calls.push([company, all]);
      return Promise.resolve(all);
    });
    await Promise.all([gathered.run('a', 1), gathered.run('b', 2), gathered.run('a', 3)]);
    expect(calls).toEqual([
      ['a', [1, 3]],
      ['b', [2]],
    ]);
  });
});
