import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { verdict } from '../phone/verdict.mjs';
import { ENROL_FIGURES, enrolFigures, whatLacks } from './enrol-figures.mjs';

const run = (wallSeconds) => ({ wallSeconds, cpuSeconds: 1, peakBytes: 100 * 1024 ** 2 });

describe('enrolling', () => {
  it('takes the median person, and tells the slowest', () => {
    const figures = enrolFigures([run(2), run(9), run(3)]);
    assert.deepEqual([figures['enrol.seconds'], figures['enrol.slowestSeconds']], [3, 9]);
    assert.equal(figures['enrol.peakMiB'], 100);
    assert.equal(verdict(ENROL_FIGURES[0], figures), 'met');
    assert.equal(verdict(ENROL_FIGURES[0], enrolFigures([run(5.1)])), 'missed');
  });

  const whole = {
    employeeId: 'eve',
    answered: { recoveryCodeProven: true, repositoryId: 'r' },
    workstation: { employee: { id: 'eve' }, revokedOn: null },
    phone: { employee: { id: 'eve' } },
    listed: { repositoryId: 'r', snapshots: [] },
  };
  const without = (change) => whatLacks({ ...whole, ...change });

  it('counts only where all of it is there', () => {
    assert.equal(without({}), undefined);
    assert.match(without({ answered: { ...whole.answered, recoveryCodeProven: false } }) ?? '', /proven/);
    assert.match(without({ workstation: undefined }) ?? '', /workstation/);
    assert.match(
      without({ workstation: { employee: { id: 'adam' }, revokedOn: null } }) ?? '',
      /workstation/,
    );
    assert.match(without({ phone: undefined }) ?? '', /phone/);
    assert.match(without({ listed: { repositoryId: 'other', snapshots: [] } }) ?? '', /repository/);
  });
});
