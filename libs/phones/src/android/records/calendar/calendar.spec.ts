import { describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { appointments } from '../testing/appointments.js';
import { readRecords } from '../testing/read-records.js';
import { timeZone } from '../../../records/calendar/time-zone.js';

async function events(): Promise<{ text: string; events: InstanceType<typeof ICAL.Event>[] }> {
  const { text } = await readRecords(appointments(), ['calendar']);
  const written = await text('Phone records/Calendar/calendar.ics');
  const calendar = new ICAL.Component(ICAL.parse(written));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  return { text: written, events: calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one)) };
}

const unix = (time: { toUnixTime(): number } | null): number => time?.toUnixTime() ?? Number.NaN;
const NOON = Date.UTC(2026, 5, 15, 10) / 1000;

describe('calendar.ics', () => {
  it('is read back by another library, whatever the texts hold', async () => {
    const {
      events: [first, second],
    } = await events();
    expect(first?.summary).toBe('Lunch; with, "Zoë"\nEND:VEVENT');
    expect(first?.description).toBe('long '.repeat(40));
    expect(first?.location).toBe('Köln');
    expect(first?.uid).toBe('uid-1@example.org');
    expect(first?.organizer).toBe('mailto:boss@example.org');
    expect(first?.attendees[0]?.getFirstValue()).toBe('mailto:ann@example.org%0D%0AX:y');
    expect(first?.attendees[0]?.getParameter('cn')).toBe('Ann; "A", B');
    expect(first?.attendees[0]?.getParameter('partstat')).toBe('TENTATIVE');
    expect(first?.component.getFirstPropertyValue('class')).toBe('PRIVATE');
    expect(first?.component.getFirstPropertyValue('transp')).toBe('TRANSPARENT');
    expect(first?.component.getFirstPropertyValue('categories')).toBe('Work, mine');
    expect(String(first?.component.getFirstSubcomponent('valarm')?.getFirstPropertyValue('trigger'))).toBe(
      '-PT15M',
    );
    expect(second?.component.getFirstSubcomponent('valarm')).toBeNull();
  });

  it('tells times in their zone, which it describes, and days as days', async () => {
    const {
      events: [first, second, , , odd],
    } = await events();
    expect([first?.startDate.zone?.tzid, first?.startDate.toString()]).toEqual([
      'Europe/Berlin',
      '2026-06-15T12:00:00',
    ]);
    expect([unix(first?.startDate ?? null), unix(first?.endDate ?? null)]).toEqual([NOON, NOON + 3600]);
    expect([second?.startDate.isDate, second?.startDate.toString(), second?.endDate.toString()]).toEqual([
      true,
      '2026-12-24',
      '2026-12-27',
    ]);
    expect([odd?.startDate.zone?.tzid, unix(odd?.startDate ?? null)]).toEqual(['UTC', NOON]);
  });

  it('repeats by its rule but for what is taken out and moved', async () => {
    const { events: all } = await events();
    const weekly = all[2];
    expect(weekly?.duration.toSeconds()).toBe(3600);
    expect(all[3]?.uid).toBe(weekly?.uid);
    const exceptions = all.filter((one) => one.isRecurrenceException());
    expect(exceptions).toHaveLength(1);
    for (const one of exceptions) weekly?.relateException(one);
    const repeats = weekly?.iterator();
    const days = [0, 1, 2].map(() => {
      const next = repeats?.next();
      return next === undefined || next === null ? undefined : weekly?.getOccurrenceDetails(next);
    });
    // The second one was taken out, the third is an hour later.
    expect(days.map((day) => unix(day?.startDate ?? null) - NOON)).toEqual([
      0,
      14 * 86_400 + 3600,
      21 * 86_400,
    ]);
    expect(days[1]?.item.summary).toBe('Weekly, moved');
  });

  it('keeps a rule that is none where no reader trips over it, and leaves deleted events to the JSON', async () => {
    const { text, events: all } = await events();
    expect(all).toHaveLength(5);
    expect(text).toContain('X-HOLDFAST-RRULE:not a rule\r\nX-HOLDFAST-RRULE:END:VCALENDAR\r\n');
    const { text: json } = await readRecords(appointments(), ['calendar']);
    const file = JSON.parse(await json('Phone records/Calendar/calendar.json'));
    expect(file.records).toHaveLength(6);
    expect(file.records[0]).toMatchObject({
      dtstart_utc: '2026-06-15T10:00:00.000Z',
      attendees: [{ attendeeStatus: 4 }],
      reminders: [{ minutes: 15 }],
    });
  });
});

describe('timeZone', () => {
  it.each([
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Africa/Casablanca',
  ])('describes %s as this computer knows it', (name) => {
    const text = `BEGIN:VCALENDAR\r\n${timeZone(name)}END:VCALENDAR\r\n`;
    const component = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vtimezone');
    const zone = new ICAL.Timezone({ component: component ?? '', tzid: name });
    for (let year = 1971; year < 2037; year += 5) {
      for (const month of [0, 3, 6, 9]) {
        const ms = Date.UTC(year, month, 10, 12);
        const shown = new Date(ms).toLocaleString('sv-SE', { timeZone: name }).replace(' ', 'T');
        const time = ICAL.Time.fromString(shown, undefined as never);
        time.zone = zone;
        expect([name, year, month, time.toUnixTime()]).toEqual([name, year, month, ms / 1000]);
      }
    }
  });
});
