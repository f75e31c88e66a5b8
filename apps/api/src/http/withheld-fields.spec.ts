import { describe, expect, it } from '@jest/globals';
import { withhold } from './withheld-fields.js';

const unless = 'figures.read' as const;

describe('withhold', () => {
  it('makes a field null, in a row, in each row of a list, and leaves the answer it was given alone', () => {
    const answer = {
      items: [
        { id: 1, email: 'a' },
        { id: 2, email: 'b' },
      ],
      total: 2,
    };
    expect(withhold(answer, [{ path: 'items.email', unless }])).toEqual({
      items: [
        { id: 1, email: null },
        { id: 2, email: null },
      ],
      total: 2,
    });
    expect(answer.items[0]?.email).toBe('a');
  });

  it('adds no field that is not there, and goes through what is null', () => {
    const fields = [
      { path: 'run.progress.bytes', unless },
      { path: 'absent', unless },
    ];
    expect(withhold({ run: null }, fields)).toEqual({ run: null });
    expect(withhold({ run: { progress: { bytes: 5, phase: 'x' } } }, fields)).toEqual({
      run: { progress: { bytes: null, phase: 'x' } },
    });
  });

  it('takes whole objects away', () => {
    expect(withhold({ items: [{ test: { who: 'x' } }] }, [{ path: 'items.test', unless }])).toEqual({
      items: [{ test: null }],
    });
  });
});
