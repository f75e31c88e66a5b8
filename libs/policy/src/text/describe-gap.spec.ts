import { describe, expect, it } from '@jest/globals';
import type { FoundGapCode } from '../gaps/gap.js';
import { describeGap, whoseStep } from './describe-gap.js';

const codes: FoundGapCode[] = [
  'no-workstation',
  'no-phone',
  'phone-not-enrolled',
  'never-backed-up',
  'overdue',
  'agent-silent',
  'failing',
  'partial',
  'too-few-copies',
  'unverified',
  'damaged',
  'near-quota',
  'over-quota',
  'suspicious-change',
  'outdated-agent',
  'recovery-untested',
  'code-unproven',
  'notice-open',
];
const context = { since: new Date('2026-11-12T23:59:59Z'), employee: 'Ada Obi', phone: 'Pixel' };
const details = { of: 'copies', have: 1, asked: 2 };

describe('describeGap', () => {
  it.each(codes)('%s says what, since when, what it means and whose step is next', (code) => {
    const text = describeGap(code, { ...context, details: { registered: 1, percent: 80 } });
    expect(text.sentence).toContain('12 November 2026');
    expect(text.sentence).not.toMatch(/\d\d:\d\d|undefined|NaN/);
    expect(text.nextStep).toMatch(text.whose === 'admin' ? /^An (admin|owner) / : /Ada Obi/);
    expect(text.whose).toBe(whoseStep(code));
  });

  it.each(['iphone-not-encrypted', 'iphone-password-unknown'] as const)('says of %s what to do', (cause) => {
    const text = describeGap('partial', { ...context, cause });
    expect(text.sentence).toContain(cause === 'iphone-not-encrypted' ? 'calls, health' : 'nobody can open');
    expect(text.nextStep).toContain(cause === 'iphone-not-encrypted' ? 'turn encryption on' : 'password');
  });

  it.each(['never-backed-up', 'overdue'] as const)('says of %s that a whole iPhone asks', (code) => {
    expect(describeGap(code, { ...context, asksPasscode: true }).nextStep).toContain('types the passcode');
    expect(describeGap(code, context).nextStep).not.toContain('passcode');
  });

  it('knows whose step a failing backup waits for', () => {
    expect(whoseStep('failing', 'phone-locked')).toBe('employee');
    expect(whoseStep('failing', 'credential-refused')).toBe('admin');
    expect(whoseStep('failing', 'internal')).toBe('admin');
    expect(whoseStep('partial', 'over-size-limit')).toBe('admin');
  });

  it('tells numbers and days', () => {
    const told = (code: FoundGapCode, more: Record<string, number | string>) =>
      describeGap(code, { ...context, cause: 'unplugged', details: more }).sentence;
    expect(told('failing', { runs: 4 })).toContain('The last 4 backups of “Pixel” did not complete');
    expect(told('near-quota', { percent: 83, fullOn: '2026-12-24' })).toContain('full on 24 December 2026');
    expect(told('phone-not-enrolled', { count: 2 })).toContain('2 phones of Ada Obi that are not enrolled');
    expect(told('outdated-agent', { version: '1.0.0', minimum: '1.2.0' })).toContain('1.0.0');
    expect(told('too-few-copies', { of: 'off-site', have: 0, asked: 1 })).toContain('0 places off site');
  });

  it('reads well', () => {
    expect(describeGap('too-few-copies', { ...context, details }).sentence).toBe(
      '“Pixel” is backed up, but since 12 November 2026 proven at only 1 place of the 2 asked for: a fault there could take the backup with it.',
    );
  });
});
