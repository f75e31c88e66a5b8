import { describe, expect, it } from '@jest/globals';
import { datesOf } from './due-on.js';

describe('when a recovery code is due', () => {
  const made = { registeredOn: '2026-03-01', provenOn: null };

  it('is at once until it was proven, then so many days later, over the end of a year too', () => {
    expect(datesOf(made, 365).dueOn).toBe('2026-03-01');
    expect(datesOf({ ...made, provenOn: '2026-12-31' }, 365).dueOn).toBe('2027-12-31');
    expect(datesOf({ ...made, provenOn: '2027-02-28' }, 1).dueOn).toBe('2027-03-01');
  });

  it('is never where there is none, and never again where the policy says 0', () => {
    expect(datesOf(undefined, 365)).toEqual({ registeredOn: null, provenOn: null, dueOn: null });
    expect(datesOf(made, 0).dueOn).toBe('2026-03-01');
    expect(datesOf({ ...made, provenOn: '2026-03-01' }, 0).dueOn).toBeNull();
  });
});
