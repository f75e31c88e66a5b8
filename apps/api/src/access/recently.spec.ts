import { describe, expect, it } from '@jest/globals';
import { Recently } from './recently.js';

describe('what was done recently', () => {
  const counted = () => {
    const calls: string[] = [];
    const work =
      (key: string, fails = false) =>
      async () => {
        calls.push(key);
        await Promise.resolve();
        if (fails) throw new Error('no');
        return true;
      };
    return { calls, work };
  };

  it('is done once for many who ask at once, and once more when the time is over', async () => {
    const { calls, work } = counted();
    const recently = new Recently(20);
    await Promise.all([
      recently.once('a', work('a')),
      recently.once('a', work('a')),
      recently.once('b', work('b')),
    ]);
    await recently.once('a', work('a'));
    expect(calls).toEqual(['a', 'b']);
    await new Promise((done) => setTimeout(done, 25));
    await recently.once('a', work('a'));
    expect(calls).toEqual(['a', 'b', 'a']);
  });

  it('fails for all who waited, and is tried again by the next', async () => {
    const { calls, work } = counted();
    const recently = new Recently(1000);
    const both = [recently.once('a', work('a', true)), recently.once('a', work('a', true))];
    expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await recently.once('a', work('a'));
    expect(calls).toEqual(['a', 'a']);
  });

  it('is asked again each time when there was nothing to do', async () => {
    const recently = new Recently(60_000);
    let asked = 0;
    for (let one = 0; one < 3; one++) await recently.once('a', () => Promise.resolve(++asked < 0));
    expect(asked).toBe(3);
  });

  it('is forgotten from the oldest on when there is too much of it', async () => {
    const { calls, work } = counted();
    const recently = new Recently(60_000);
    for (let one = 0; one <= 20_000; one++) await recently.once(String(one), () => Promise.resolve(true));
    await recently.once('1', work('1'));
    await recently.once('0', work('0'));
    expect(calls).toEqual(['0']);
  });
});
