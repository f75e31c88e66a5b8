import { describe, expect, it } from '@jest/globals';
import { InlineBudget } from './inline-budget.js';

const MIB = 1024 * 1024;

describe('files that are written into the XML', () => {
  it('are the newest 200 that are not too large', () => {
    const budget = new InlineBudget();
    for (let id = 0; id < 1_000; id += 1) budget.see(String(id), BigInt(id % 2 === 0 ? MIB : MIB + 1));
    const chosen = Array.from({ length: 1_000 }, (_, id) => String(id)).filter((id) => budget.isChosen(id));
    expect([chosen.length, chosen[0], chosen.at(-1)]).toEqual([200, '600', '998']);
  });

  it('have 1 MiB each, and 64 MiB together', () => {
    const budget = new InlineBudget();
    for (let files = 0; files < 63; files += 1) budget.spend(budget.room);
    budget.spend(1);
    expect(budget.room).toBe(MIB - 1);
    budget.spend(budget.room);
    expect(budget.room).toBe(0);
  });
});
