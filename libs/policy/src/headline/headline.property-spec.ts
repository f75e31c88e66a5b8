import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { evaluateEmployee, type Standing } from '../gaps/evaluate-employee.js';
import type { EmployeeFacts } from '../gaps/employee-facts.js';
import type { FoundPhoneState } from '../gaps/evaluate-phone.js';
import { rules } from '../gaps/testing/rules.js';
import { headline } from './headline.js';

const unprotected: FoundPhoneState[] = [
  'in-grace',
  'waiting',
  'exempt',
  'at-risk',
  'never-backed-up',
  'declined',
  'not-for-work',
];
const now = new Date(1e12);
const exemptions = [{ id: 'x', from: new Date(0), until: new Date(2e12) }];
const person: fc.Arbitrary<EmployeeFacts> = fc.record(
  {
    inScopeSince: fc.constant(new Date(0)),
    phones: fc.array(fc.constantFrom<FoundPhoneState>('protected', ...unprotected), { maxLength: 4 }),
    answer: fc.constantFrom('declined' as const, 'not-for-work' as const),
    withoutWorkstationSince: fc.constant(new Date(0)),
    notEnrolled: fc.constant({ count: 1, since: new Date(0) }),
    exemptions: fc.constant(exemptions),
  },
  { requiredKeys: ['inScopeSince', 'phones'] },
);
const people = fc.array(person);

function headlineOf(everybody: readonly EmployeeFacts[]) {
  const counts: Partial<Record<Standing, number>> = {};
  for (const facts of everybody) {
    const { standing } = evaluateEmployee(rules(), facts, now);
    counts[standing] = (counts[standing] ?? 0) + 1;
  }
  return headline(counts);
}

describe('headline', () => {
  it('has parts that add up to everybody in scope, and segments that add up to who is not protected', () => {
    fc.assert(
      fc.property(people, (everybody) => {
        const parts = headlineOf(everybody);
        expect(parts.protected + parts.notProtected + parts.noPhone).toBe(parts.inScope);
        expect(parts.inScope).toBe(everybody.length);
        const segments = Object.values(parts.segments).reduce((sum, count) => sum + count, 0);
        expect(segments).toBe(parts.notProtected);
      }),
    );
  });

  it('is never raised by moving a phone from one unprotected state to another', () => {
    fc.assert(
      fc.property(people, fc.constantFrom(...unprotected), (everybody, excuse) => {
        const excused = everybody.map((facts) => ({
          ...facts,
          phones: facts.phones.map((state) => (state === 'protected' ? state : excuse)),
        }));
        expect(headlineOf(excused).protected).toBe(headlineOf(everybody).protected);
        expect(headlineOf(excused).inScope).toBe(headlineOf(everybody).inScope);
      }),
    );
  });

  it('is never raised by an exemption or by what somebody says of themselves', () => {
    fc.assert(
      fc.property(
        people,
        fc.constantFrom('declined' as const, 'not-for-work' as const),
        (everybody, answer) => {
          const before = headlineOf(everybody);
          for (const after of [
            headlineOf(everybody.map((facts) => ({ ...facts, exemptions }))),
            headlineOf(everybody.map((facts) => ({ ...facts, answer }))),
          ]) {
            expect(after.inScope).toBe(before.inScope);
            // One who declined is not held against them; every phone that is enrolled and unmet still is.
            const all = everybody.filter(({ phones }) => phones.some((state) => state !== 'protected'));
            expect(after.protected).toBeLessThanOrEqual(everybody.length - all.length);
          }
        },
      ),
    );
  });
});
