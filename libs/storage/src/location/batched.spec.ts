import { describe, expect, it } from '@jest/globals';
import { batched } from './batched.js';

describe('batched questions', () => {
  it('go in calls of at most so many, each with its own answer', async () => {
    const calls: number[] = [];
    const ask = batched<number, number>(async (many) => {
      calls.push(many.length);
      return many.map((one) => one * 2);
    }, 64);
    const questions = Array.from({ length: 150 }, (_, index) => index);
    expect(await Promise.all(questions.map(ask))).toEqual(questions.map((one) => one * 2));
    expect(calls).toEqual([64, 64, 22]);
    expect(await ask(7)).toBe(14);
  });

  it('fail together with their call, and with no other', async () => {
    let calls = 0;
    const ask = batched<number, number>(async (many) => {
      if ((calls += 1) === 1) throw new Error('signer down');
      return many;
    }, 2);
    const settled = await Promise.allSettled([1, 2, 3].map(ask));
    expect(settled.map((one) => one.status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  });

  it('fail where the signer answers fewer than it was asked', async () => {
    const ask = batched<number, number>(async (many) => many.slice(1), 8);
    const settled = await Promise.allSettled([1, 2].map(ask));
    expect(settled.map((one) => one.status)).toEqual(['fulfilled', 'rejected']);
  });
});
