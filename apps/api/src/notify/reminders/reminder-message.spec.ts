import { describe, expect, it } from '@jest/globals';
import { answerOf, outcomeOf } from '../mail/smtp-outcome.js';
import { reminderMessage, reminderNotification } from './reminder-message.js';

const gap = { sentence: 'Phone\r\nBcc: x\u202e<b>', nextStep: 'Plug & wait' };

describe('reminderMessage', () => {
  it('lets no name make a line, a tag or a turn of its own', () => {
    const { text, html, subject } = reminderMessage({ employee: 'A\nB', company: 'C', gaps: [gap, gap] });
    expect(text).toContain('- Phone Bcc: x <b>\n  Next: Plug & wait');
    expect(text).toContain('Hello A B,');
    expect(html).toContain('Phone Bcc: x &lt;b&gt;');
    expect(html).toContain('Plug &amp; wait');
    expect(subject).toBe('Your phones are not protected yet');
  });

  it('says the same in both forms, the announcement in the words of the statement', () => {
    const announcement = { to: 'manager', on: '2026-03-23' } as const;
    const muteUrl = 'https://holdfast.example.com/remind/v1/mute/x&y';
    const { text, html } = reminderMessage({
      employee: 'A',
      company: 'C',
      gaps: [gap],
      announcement,
      muteUrl,
    });
    const told =
      'If it stays so, on 2026-03-23 your manager is told that you are not protected, and nothing else.';
    for (const form of [text, html]) expect(form).toContain(told);
    expect(text).toContain(muteUrl);
    expect(html).toContain('href="https://holdfast.example.com/remind/v1/mute/x&amp;y"');
  });
});

describe('reminderNotification', () => {
  it('fits a notification, and keeps what it announces', () => {
    const long = { sentence: 'x'.repeat(600), nextStep: 'Plug it in' };
    const told = reminderNotification({
      gaps: [long, long],
      announcement: { to: 'admin', on: '2026-03-23' },
    });
    expect(told.length).toBeLessThanOrEqual(500);
    expect(told).toMatch(/… 1 more: "holdfast status"\. If it stays so, on 2026-03-23 your IT is told\.$/);
  });
});

describe('what became of a message', () => {
  it.each([
    [{ responseCode: 451, response: '451 4.3.0 busy', code: 'EENVELOPE' }, false, 'later'],
    [
      { responseCode: 550, response: '550-5.1.1 <ann@example.com> unknown', code: 'EENVELOPE' },
      false,
      'refused',
    ],
    [{ responseCode: 535, response: '535 5.7.8 no', code: 'EAUTH' }, false, 'later'],
    [{ code: 'ECONNECTION' }, false, 'later'],
    [{ code: 'ETIMEDOUT' }, true, 'unsure'],
    [{ responseCode: 554, response: '554 spam', code: 'EMESSAGE' }, true, 'refused'],
  ])('%j after DATA %s: %s', (error, dataSent, result) => {
    expect(outcomeOf(error, dataSent)).toMatchObject({ result });
  });

  it('repeats no address', () => {
    expect(answerOf('550-5.1.1 <ann@example.com> unknown')).toBe('550 5.1.1');
    expect(answerOf('250 OK id=ann@example.com')).toBe('250');
  });
});
