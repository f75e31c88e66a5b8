import { describe, expect, it } from '@jest/globals';
import { decideReminder } from './decide-reminder.js';
import { digestDue } from './digest-due.js';
import { isQuiet, notQuietFrom } from './quiet-hours.js';
import type { ReminderFacts, ReminderRules } from './reminder-rules.js';

const at = (text: string) => new Date(`2026-${text}Z`);
const reminders: ReminderRules['reminders'] = {
  channels: ['agent', 'email'],
  resendAfterDays: 7,
  escalateAfterDays: 21,
  escalateTo: 'admin',
  quietFromHour: 19,
  quietToHour: 8,
};
const failing = { openedAt: at('03-02T10:00:00'), pressing: true };
const facts = (given: Partial<ReminderFacts> = {}): ReminderFacts => ({
  timeZone: 'UTC',
  gaps: [failing],
  declined: false,
  reach: ['agent', 'email'],
  canEscalate: true,
  ...given,
});
const decide = (given: Partial<ReminderFacts>, now: Date, rules: Partial<ReminderRules['reminders']> = {}) =>
  decideReminder({ reminders: { ...reminders, ...rules } }, facts(given), now);

describe('decideReminder', () => {
  it('reminds of what newly fails at once, in the morning when it is night', () => {
    expect(decide({}, at('03-02T10:00:00')).send).toEqual(['agent', 'email']);
    const night = { ...failing, openedAt: at('03-02T22:00:00') };
    expect(decide({ gaps: [night] }, at('03-02T22:00:00'))).toEqual({
      send: [],
      nextAt: at('03-03T08:00:00'),
    });
  });

  it('lets a first step wait for the interval', () => {
    const waiting = { ...failing, pressing: false };
    expect(decide({ gaps: [waiting] }, at('03-02T10:00:00')).nextAt).toEqual(at('03-09T10:00:00'));
  });

  it('brings one reminder to somebody who ignores it, not three', () => {
    const remindedAt = at('03-02T10:00:00');
    for (const day of ['03', '04', '08'])
      expect(decide({ remindedAt }, at(`03-${day}T12:00:00`)).send).toEqual([]);
    expect(decide({ remindedAt }, at('03-09T10:00:00')).send).toHaveLength(2);
  });

  it('brings another for another failure, a day later at the earliest, and none for one that flaps', () => {
    const remindedAt = at('03-02T10:00:00');
    const second = { openedAt: at('03-02T15:00:00'), pressing: true };
    expect(decide({ remindedAt, gaps: [failing, second] }, at('03-02T15:00:00')).nextAt).toEqual(
      at('03-03T10:00:00'),
    );
    const flapped = { ...second, closedBefore: at('03-02T12:00:00') };
    expect(decide({ remindedAt, gaps: [flapped] }, at('03-04T12:00:00')).nextAt).toEqual(
      at('03-09T10:00:00'),
    );
  });

  it('announces when it is told further, and then tells it once', () => {
    const first = decide({}, at('03-02T10:00:00'));
    expect(first.announce).toEqual(at('03-23T10:00:00'));
    const told = { remindedAt: at('03-16T10:00:00'), announcedFor: at('03-23T10:00:00') };
    expect(decide(told, at('03-23T09:59:00')).escalate).toBeUndefined();
    expect(decide(told, at('03-23T10:00:00')).escalate).toBe('admin');
    expect(decide({ ...told, escalatedAt: at('03-23T10:00:00') }, at('04-23T10:00:00')).escalate).toBe(
      undefined,
    );
  });

  it('tells nothing further that was not announced, nor what has been open for less than the term by now', () => {
    expect(decide({ remindedAt: at('03-02T10:00:00') }, at('06-02T10:00:00')).escalate).toBeUndefined();
    const late = decide({}, at('06-02T10:00:00'));
    expect([late.escalate, late.announce]).toEqual([undefined, at('06-05T10:00:00')]);
    const again = { ...failing, openedAt: at('03-20T10:00:00') };
    const told = { gaps: [again], announcedFor: at('03-23T10:00:00'), remindedAt: at('03-20T10:00:00') };
    expect(decide(told, at('03-24T10:00:00')).escalate).toBeUndefined();
    expect(decide({ canEscalate: false }, at('03-02T10:00:00')).announce).toBeUndefined();
    expect(decide({}, at('03-02T10:00:00'), { escalateTo: 'nobody' }).announce).toBeUndefined();
  });

  it('is silent for who declined, for who has nothing open, and while muted', () => {
    expect(decide({ declined: true }, at('03-02T10:00:00'))).toEqual({ send: [] });
    expect(decide({ gaps: [], askedAt: failing.openedAt }, at('03-02T10:00:00'))).toEqual({ send: [] });
    const mutedUntil = at('03-03T10:00:00');
    expect(decide({ mutedUntil, askedAt: failing.openedAt }, at('03-02T10:00:00'))).toMatchObject({
      send: [],
      nextAt: mutedUntil,
    });
  });

  it('reminds on request before the interval has passed, and uses the ways that work only', () => {
    const remindedAt = at('03-02T10:00:00');
    const askedAt = at('03-04T12:00:00');
    expect(decide({ remindedAt, askedAt, reach: ['email'] }, askedAt).send).toEqual(['email']);
    expect(decide({ reach: [] }, at('03-02T10:00:00'))).toMatchObject({
      send: [],
      nextAt: at('03-03T10:00:00'),
    });
  });
});

describe('quiet hours', () => {
  const night = { quietFromHour: 22, quietToHour: 6 };
  it.each([
    [night, '03-02T05:59:59', true],
    [night, '03-02T06:00:00', false],
    [night, '03-02T22:00:00', true],
    [{ quietFromHour: 12, quietToHour: 14 }, '03-02T13:00:00', true],
    [{ quietFromHour: 12, quietToHour: 14 }, '03-02T14:00:00', false],
    [{ quietFromHour: 5, quietToHour: 5 }, '03-02T05:30:00', false],
  ])('%j at %s: %s', (hours, moment, quiet) => {
    expect(isQuiet(hours, at(moment), 'UTC')).toBe(quiet);
  });

  it('are those of the person, on the days on which clocks change too', () => {
    const zone = 'Europe/Berlin';
    // From UTC+1 to UTC+2 in the night of 29 March, and back in the night of 25 October.
    expect(notQuietFrom(night, at('03-28T22:00:00'), zone)).toEqual(at('03-29T04:00:00'));
    expect(notQuietFrom(night, at('10-24T22:00:00'), zone)).toEqual(at('10-25T05:00:00'));
    // An end within the hour that there is not: the next moment there is.
    expect(notQuietFrom({ quietFromHour: 22, quietToHour: 2 }, at('03-28T22:00:00'), zone)).toEqual(
      at('03-29T01:00:00'),
    );
    expect(notQuietFrom(night, at('03-02T22:00:00'), 'Asia/Kathmandu')).toEqual(at('03-03T00:15:00'));
  });
});

describe('digestDue', () => {
  const rules = { every: 'week', weekday: 1, hour: 8, timeZone: 'America/New_York' } as const;
  it.each([
    [rules, '03-02T12:59:00', undefined],
    [rules, '03-02T13:00:00', '2026-03-02'],
    // A Tuesday in Europe, Monday evening in New York.
    [rules, '03-03T04:00:00', '2026-03-02'],
    [rules, '03-03T14:00:00', undefined],
    [{ ...rules, every: 'day' } as const, '03-03T14:00:00', '2026-03-03'],
    [{ ...rules, every: 'never' } as const, '03-02T14:00:00', undefined],
  ])('%j at %s: %s', (given, moment, day) => {
    expect(digestDue(given, at(moment))).toBe(day);
  });
});
