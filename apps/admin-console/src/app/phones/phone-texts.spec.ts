import { describe, expect, it } from '@jest/globals';
import { gap, phoneRow, version } from '../testing/answers';
import { modelText } from './model-text';
import { stateSentence } from './phone-state-sentence';
import { progressView } from './run-progress';
import { waitingClock, waitingStep, waitingText } from './waiting-text';
import { outcomeMeaning, outcomeText } from '../text/run-texts';
import { versionLine } from './version-line';

describe('a phone’s state in a sentence', () => {
  it('takes the gap’s own words where there is one', () => {
    expect(stateSentence(phoneRow)).toEqual({ sentence: gap.sentence, next: gap.nextStep });
  });

  it.each([
    'protected',
    'in-grace',
    'waiting',
    'at-risk',
    'never-backed-up',
    'declined',
    'not-for-work',
  ] as const)('says something for %s without a gap', (state) => {
    expect(stateSentence({ ...phoneRow, gaps: [], state }).sentence).not.toBe('');
  });

  it('asks nothing of who declined', () => {
    expect(stateSentence({ ...phoneRow, gaps: [], state: 'declined' }).next).toBeUndefined();
  });

  it('has what is waited for now as the next step', () => {
    const waitingFor = { step: 'trust' as const, askedSecondsAgo: 5, secondsLeft: null };
    expect(stateSentence({ ...phoneRow, waitingFor })).toEqual({
      sentence: gap.sentence,
      next: 'Lea Brandt taps Trust on the phone, which asks now.',
    });
  });

  it('leaves out what is not known of the model', () => {
    expect(modelText(phoneRow)).toBe('Pixel 8 · Android 16');
    expect(modelText({ platform: 'folder', model: null, osVersion: null })).toBe('Folder');
  });
});

describe('a run’s progress', () => {
  const progress = {
    phase: 'reading' as const,
    filesDone: 10,
    filesTotal: 40,
    bytesDone: 1024 ** 3,
    bytesTotal: 4 * 1024 ** 3,
    bytesPerSecond: 32 * 1024 ** 2,
  };

  it('goes by bytes and says how long still', () => {
    expect(progressView(progress)).toEqual({
      percent: 25,
      figures: ['1.00 GiB of 4.00 GiB', '10 files', '32.0 MiB/s', 'about 2 min left'],
    });
  });

  it('goes by files where the bytes are not known, and promises no time', () => {
    const view = progressView({ ...progress, bytesTotal: null, bytesPerSecond: null });
    expect(view).toEqual({ percent: 25, figures: ['1.00 GiB', '10 files'] });
  });

  it('shows no share before any total is known, and never more than all', () => {
    expect(progressView({ ...progress, bytesTotal: null, filesTotal: null }).percent).toBeUndefined();
    expect(progressView({ ...progress, bytesDone: 5 * 1024 ** 3 }).percent).toBe(100);
  });
});

describe('a run that waits', () => {
  const waits = { step: 'passcode' as const, askedSecondsAgo: 125, secondsLeft: 55 };

  it('says for whom, for what and since when, and lets the phone’s clock run down', () => {
    expect(waitingText(waits, 'Mira')).toBe(
      'Waiting for Mira to type the passcode on the phone (asked 2 minutes ago)',
    );
    expect(waitingText({ ...waits, askedSecondsAgo: 3 }, 'Mira')).toContain('(asked just now)');
    expect(waitingClock(waits)).toEqual({
      percent: (125 / 180) * 100,
      text: 'The phone waits 0:55 more; if nobody comes, the next backup asks again.',
    });
    expect(waitingClock({ ...waits, secondsLeft: 170 }).text).toContain('2:50');
  });

  it.each(['allow', 'unlock', 'trust'] as const)('waits for %s without a clock', (step) => {
    const unbounded = { step, askedSecondsAgo: 60, secondsLeft: null };
    expect(waitingText(unbounded, 'Mira')).toMatch(/^Waiting for Mira to .*phone \(asked 1 minute ago\)$/);
    expect(waitingStep(unbounded, 'Mira')).toMatch(/^Mira \w+s /);
    expect(waitingClock(unbounded).percent).toBeUndefined();
  });

  it('says that the phone gave up, and calls it no failure', () => {
    const over = waitingClock({ ...waits, secondsLeft: 0 });
    expect(over).toEqual({
      percent: 100,
      text: 'The phone waits no longer. The next backup asks again.',
    });
    expect(outcomeText('interrupted', 'passcode-not-given')).toBe('Waited');
    expect(outcomeMeaning('interrupted', 'passcode-not-given')).toBe('neutral');
    expect(outcomeMeaning('interrupted', 'unplugged')).toBe('risk');
    expect(outcomeMeaning('failed', null)).toBe('risk');
  });
});

describe('a version on the timeline', () => {
  it('says size, what changed, what was sent and what was left out', () => {
    expect(versionLine(version, false)).toEqual({
      size: '1,200 files, 3.00 GiB',
      changes: '12 added, 1 changed · 1.00 MiB new sent',
      leftOut: 'Left out: 4 documents (the phone refused to give it)',
    });
  });

  it('counts nothing of what was never opened', () => {
    const leftOut = [{ category: 'health' as const, cause: 'iphone-not-encrypted' as const, count: 1 }];
    expect(versionLine({ ...version, leftOut }, false).leftOut).toBe(
      'Left out: health (only in an encrypted iPhone backup)',
    );
  });

  it('calls the first one first and an equal one unchanged', () => {
    expect(versionLine(version, true).changes).toContain('First version');
    expect(versionLine({ ...version, added: 0, changed: 0, leftOut: [] }, false)).toMatchObject({
      changes: 'Nothing changed · 1.00 MiB new sent',
      leftOut: undefined,
    });
  });
});
