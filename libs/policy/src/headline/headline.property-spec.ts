import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { evaluateEmployee, type Standing } from '../gaps/evaluate-employee.js';
import type { FoundPhoneState } from '../gaps/evaluate-phone.js';
import { headline } from './headline.js';

const unprotected: FoundPhoneState[] = [
  'in-grace',
  'waiting',
  'at-risk',
  'never-backed-up',
  'declined',
  'not-for-work',
];
const people = fc.array(
  fc.array(fc.constantFrom<FoundPhoneState>('protected', ...unprotected), { maxLength: 4 }),
);
const inScopeSince = new Date(0);

function headlineOf(everybody: FoundPhoneState[][]) {
  const counts: Partial<Record<Standing, number>> = {};
  for (const phones of everybody) {
    const { standing } = evaluateEmployee({ inScopeSince, phones });
    counts[standing] = (counts[standing] ?? 0) + 1;
  }
  return headline(counts);
}

describe('headline', () => {
  it('has parts that add up to everybody in scope', () => {
    fc.assert(
      fc.property(people, (everybody) => {
        const parts = headlineOf(everybody);
        expect(parts.protected + parts.notProtected + parts.noPhone).toBe(parts.inScope);
        expect(parts.inScope).toBe(everybody.length);
        const segments = Object.values(parts.segments).reduce((sum, count) => sum + count, 0);
        expect(segments).toBeLessThanOrEqual(parts.notProtected);
      }),
    );
  });

  it('is never raised by moving a phone from one unprotected state to another', () => {
    fc.assert(
      fc.property(people, fc.constantFrom(...unprotected), (everybody, excuse) => {
        const excused = everybody.map((phones) =>
          phones.map((state) => (state === 'protected' ? state : excuse)),
        );
        expect(headlineOf(excused).protected).toBe(headlineOf(everybody).protected);
        expect(headlineOf(excused).inScope).toBe(headlineOf(everybody).inScope);
      }),
    );
  });
});
