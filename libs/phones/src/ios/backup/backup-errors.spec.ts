import { describe, expect, it } from '@jest/globals';
import { endedWith } from './backup-errors.js';

describe('how a phone ended', () => {
  it.each([
    [104, 'unreadable'],
    [105, 'disk-full'],
    [106, 'disk-full'],
    [202, 'cancelled'],
    [203, 'os-not-supported'],
    [205, 'internal'],
    [207, 'iphone-password-unknown'],
    [208, 'passcode-not-given'],
    [211, 'permission-denied'],
    [4711, 'internal'],
    [-1, 'internal'],
  ])('%i is %s, and keeps its number', (code, causeClass) => {
    const error = endedWith(code, 'Some words', true);
    expect(error.causeClass).toBe(causeClass);
    expect(error.message).toContain(`MBErrorDomain ${code}: Some words`);
  });

  it('208 without the passcode sheet is a locked phone', () => {
    expect(endedWith(208, 'Device locked', false).causeClass).toBe('phone-locked');
  });

  it("the phone's words are printable and not many", () => {
    const { message } = endedWith(1, `\u001b[2J\n${'x'.repeat(9000)}`, false);
    expect(message).not.toMatch(/[^\x20-\x7e]/);
    expect(message.length).toBeLessThan(600);
  });
});
