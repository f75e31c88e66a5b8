import { describe, expect, it } from '@jest/globals';
import type { FoundGapCode } from '../gaps/gap.js';
import { describeGap } from './describe-gap.js';

const codes: FoundGapCode[] = ['no-phone', 'never-backed-up', 'overdue', 'partial', 'too-few-copies'];
const context = { since: new Date('2026-11-12T23:59:59Z'), employee: 'Ada Obi', phone: 'Pixel', copies: 1 };

describe('describeGap', () => {
  it.each(codes)('%s says what, since when, what it means and whose step is next', (code) => {
    const text = describeGap(code, { ...context, requiredCopies: 2 });
    expect(text.sentence).toContain('12 November 2026');
    expect(text.sentence).not.toMatch(/\d\d:\d\d/);
    expect(text.nextStep).toContain(text.whose === 'admin' ? 'admin' : 'Ada Obi');
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

  it('reads well', () => {
    expect(describeGap('too-few-copies', { ...context, requiredCopies: 2 }).sentence).toBe(
      '“Pixel” is backed up, but since 12 November 2026 proven at only 1 place of the 2 asked for: a fault there could take the backup with it.',
    );
  });
});
