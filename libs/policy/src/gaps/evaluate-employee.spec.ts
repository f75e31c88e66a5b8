import { describe, expect, it } from '@jest/globals';
import { evaluateEmployee, type Standing } from './evaluate-employee.js';
import type { FoundPhoneState } from './evaluate-phone.js';

const inScopeSince = new Date(Date.UTC(2026, 10, 1));
const rows: [FoundPhoneState[], Standing][] = [
  [[], 'no-phone'],
  [['protected'], 'protected'],
  [['protected', 'protected'], 'protected'],
  [['protected', 'at-risk'], 'at-risk'],
  [['never-backed-up', 'waiting'], 'never-backed-up'],
  [['protected', 'in-grace'], 'in-grace'],
  [['protected', 'not-for-work'], 'declined'],
  [['declined'], 'declined'],
];

describe('evaluateEmployee', () => {
  it.each(rows)('%j stands %s', (phones, standing) => {
    const found = evaluateEmployee({ inScopeSince, phones });
    expect(found.standing).toBe(standing);
    expect(found.gaps.map((gap) => gap.code)).toEqual(standing === 'no-phone' ? ['no-phone'] : []);
  });

  it('opens nothing for who said that they have no phone to protect, and counts them with who has none', () => {
    const found = evaluateEmployee({ inScopeSince, phones: [], saidNoPhone: true });
    expect(found).toMatchObject({ standing: 'no-phone', gaps: [] });
    expect(evaluateEmployee({ inScopeSince, phones: ['at-risk'], saidNoPhone: true }).standing).toBe(
      'at-risk',
    );
  });
});
