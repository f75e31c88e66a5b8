import { describe, expect, it } from '@jest/globals';
import { isQuiet } from './due-reminders.js';
import { reminderMessage } from './reminder-message.js';

describe('reminderMessage', () => {
  it('lets no name make a line, a tag or a turn of its own', () => {
    const gap = { sentence: 'Phone\r\nBcc: x\u202e<b>', nextStep: 'Plug & wait' };
    const { text, html, subject } = reminderMessage('A\nB', 'C', [gap, gap]);
    expect(text).toContain('- Phone Bcc: x <b>\n  Next: Plug & wait');
    expect(text).toContain('Hello A B,');
    expect(html).toContain('Phone Bcc: x &lt;b&gt;');
    expect(html).toContain('Plug &amp; wait');
    expect(subject).toBe('Your phones are not protected yet');
  });
});

describe('isQuiet', () => {
  it.each([
    [22, 19, 8, true],
    [7, 19, 8, true],
    [8, 19, 8, false],
    [12, 19, 8, false],
    [13, 12, 14, true],
    [14, 12, 14, false],
    [5, 0, 0, false],
  ])('at %i between %i and %i: %s', (hour, from, to, quiet) => {
    expect(isQuiet(hour, from, to)).toBe(quiet);
  });
});
