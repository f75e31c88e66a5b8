import { describe, expect, it } from '@jest/globals';
import { codeDatesText, isCodeDue } from './code-dates-text.js';

const now = new Date('2027-11-27T10:00:00Z');
const dates = { registeredOn: '2026-11-20', provenOn: '2026-11-27', dueOn: '2027-11-27' };

describe('how it stands with a recovery code', () => {
  it('is due from its day on, and never where there is no day', () => {
    expect(isCodeDue(dates, now)).toBe(true);
    expect(isCodeDue(dates, new Date('2027-11-26T23:59:59Z'))).toBe(false);
    expect(isCodeDue({ ...dates, dueOn: null }, now)).toBe(false);
  });

  it('is one line with what to do, where there is something to do', () => {
    const nothing = { registeredOn: null, provenOn: null, dueOn: null };
    expect(codeDatesText(nothing, now)).toMatch(/knows of no recovery code .*recovery-code prove/);
    const unproven = { ...dates, provenOn: null, dueOn: '2026-11-20' };
    expect(codeDatesText(unproven, now)).toMatch(/of 2026-11-20 was never proven: .*recovery-code prove/);
    expect(codeDatesText(dates, now)).toMatch(/proven on 2026-11-27; show once more .*recovery-code prove/);
    const inTime = codeDatesText(dates, new Date('2027-01-01T00:00:00Z'));
    expect(inTime).toBe(
      'Your recovery code of 2026-11-20 was proven on 2026-11-27; the next time is on 2027-11-27.',
    );
    const never = codeDatesText({ ...dates, dueOn: null }, now);
    expect(never).toBe('Your recovery code of 2026-11-20 was proven on 2026-11-27.');
  });
});
