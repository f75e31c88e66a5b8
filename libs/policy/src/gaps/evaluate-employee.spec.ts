import { describe, expect, it } from '@jest/globals';
import type { EmployeeFacts } from './employee-facts.js';
import { evaluateEmployee, type Standing } from './evaluate-employee.js';
import type { FoundGapCode } from './gap.js';
import { at, rules } from './testing/rules.js';

const now = at(20);
const exemptions = [{ id: 'x', from: at(1), until: at(25) }];
const without = { withoutWorkstationSince: at(1) };
const notEnrolled = { count: 1, since: at(12) };
const quota = rules({ limits: { quotaBytesPerEmployee: 1000 } });
const holds = (bytes: number, bytesPerDay = 0): Partial<EmployeeFacts> => ({
  phones: ['protected'],
  repository: { bytes, bytesPerDay, asOf: at(18) },
});

type Row = [
  string,
  Partial<EmployeeFacts>,
  Standing,
  [FoundGapCode, Date][],
  (Date | undefined)?,
  ReturnType<typeof rules>?,
];

const rows: Row[] = [
  ['nothing at all', without, 'unknown', [['no-workstation', at(1)]]],
  ['a workstation only', {}, 'unknown', [['no-phone', at(1)]]],
  ['said that they use none', { answer: 'not-for-work', ...without }, 'no-phone', []],
  ['declined', { answer: 'declined', ...without }, 'declined', []],
  [
    'the workstation is gone, what is backed up is not',
    { phones: ['protected'], withoutWorkstationSince: at(9) },
    'protected',
    [['no-workstation', at(9)]],
  ],
  ['all protected', { phones: ['protected', 'protected'] }, 'protected', []],
  ['one of two at risk', { phones: ['protected', 'at-risk'] }, 'at-risk', []],
  ['the worst of them counts', { phones: ['waiting', 'never-backed-up', 'at-risk'] }, 'never-backed-up', []],
  ['a phone not used for work', { phones: ['protected', 'not-for-work'] }, 'declined', []],
  ['one exempt', { phones: ['protected', 'exempt'] }, 'exempt', []],
  ['one in grace', { phones: ['protected', 'in-grace'] }, 'in-grace', []],
  [
    'the inventory knows another one',
    { phones: ['protected'], notEnrolled },
    'unknown',
    [['phone-not-enrolled', at(12)]],
  ],
  [
    'said none, and the inventory knows one',
    { answer: 'not-for-work', notEnrolled },
    'unknown',
    [['phone-not-enrolled', at(12)]],
  ],
  ['declined, and the inventory knows one', { answer: 'declined', notEnrolled }, 'declined', []],
  ['exempt from having one', { exemptions, ...without }, 'exempt', [['no-workstation', at(1)]], at(25)],
  [
    'exempt, with a phone that is protected',
    { phones: ['protected'], notEnrolled, exemptions },
    'exempt',
    [['phone-not-enrolled', at(12)]],
    at(25),
  ],
  ['notice open', { phones: ['protected'], noticeOpenSince: at(15) }, 'protected', [['notice-open', at(15)]]],
  ['quota far', holds(500), 'protected', [], undefined, quota],
  ['quota near', holds(800), 'protected', [['near-quota', at(18)]], undefined, quota],
  ['quota reached', holds(1000), 'protected', [['over-quota', at(18)]], undefined, quota],
  ['quota full in 25 days', holds(500, 20), 'protected', [['near-quota', at(18)]], undefined, quota],
  ['quota full in 50 days', holds(500, 10), 'protected', [], at(38), quota],
  [
    'code to be proven',
    { phones: ['protected'], recoveryCode: { registeredAt: at(1) } },
    'protected',
    [],
    at(31),
    rules({ proof: { recoveryCodeEveryDays: 30 } }),
  ],
  [
    'code not proven in time',
    { phones: ['protected'], recoveryCode: { registeredAt: at(1), provenAt: at(5) } },
    'protected',
    [['code-unproven', at(15)]],
    undefined,
    rules({ proof: { recoveryCodeEveryDays: 10 } }),
  ],
];

describe('evaluateEmployee', () => {
  it.each(rows.map((row) => [row[0], row] as const))('%s', (_title, row) => {
    const [, facts, standing, gaps, nextTransitionAt, policy = rules()] = row;
    const found = evaluateEmployee(policy, { inScopeSince: at(1), phones: [], ...facts }, now);
    expect(found.standing).toBe(standing);
    expect(found.gaps.map((gap) => [gap.code, gap.since])).toEqual(gaps);
    expect(found.nextTransitionAt).toEqual(nextTransitionAt);
  });

  it('tells on which day the quota is full', () => {
    const facts = { inScopeSince: at(1), phones: [], ...holds(500, 20) };
    expect(evaluateEmployee(quota, facts, now).gaps).toMatchObject([
      { details: { percent: 50, fullOn: '2026-12-13' } },
    ]);
  });
});
