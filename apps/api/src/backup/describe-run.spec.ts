import { describe, expect, it } from '@jest/globals';
import { CAUSE_CLASSES, PERSON_CAUSES, type WaitingFor } from '@holdfast/contracts';
import { describeRun } from './describe-run.js';

const progress = {
  phase: 'waiting',
  filesDone: 0,
  filesTotal: null,
  bytesDone: 0,
  bytesTotal: null,
  bytesPerSecond: null,
} as const;
const waiting = (step: WaitingFor['step']) =>
  describeRun({
    kind: 'backup',
    outcome: 'running',
    cause: null,
    progress: { ...progress, waitingFor: { step, askedSecondsAgo: 7, secondsLeft: null } },
  });

describe('describeRun', () => {
  it.each(PERSON_CAUSES)('blames nobody when a run was interrupted for %s', (cause) => {
    const said = describeRun({ kind: 'backup', outcome: 'interrupted', cause, progress });
    expect(said).toMatch(/^Backup waited for .*, and stopped; the next one asks again\.$/);
  });

  it.each(CAUSE_CLASSES)('has words for %s', (cause) => {
    expect(describeRun({ kind: 'verify', outcome: 'failed', cause, progress: null })).toMatch(
      /^Verification failed: \w.*\.$/,
    );
  });

  it('says what a run waits for, and no time', () => {
    expect(waiting('passcode')).toBe('Backup waits for the passcode to be typed on the phone.');
    for (const step of ['allow', 'unlock', 'trust'] as const) {
      expect(waiting(step)).toMatch(/^Backup waits for .*phone.*\.$/);
      expect(waiting(step)).not.toMatch(/\d/);
    }
  });
});
