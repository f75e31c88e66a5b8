import type { Row } from '../row.js';
import { contentLine, uriValue } from '../formats/content-line.js';

const ORGANIZER = '2';
const STATUS: Readonly<Record<string, string>> = {
  1: 'ACCEPTED',
  2: 'DECLINED',
  3: 'NEEDS-ACTION',
  4: 'TENTATIVE',
};
const ROLE: Readonly<Record<string, string>> = { 1: 'REQ-PARTICIPANT', 2: 'OPT-PARTICIPANT' };

/** ORGANIZER and the ATTENDEEs of an event. */
export function eventPeople(event: Row, attendees: readonly Row[]): string {
  const told = attendees.find((row) => row.values?.get('attendeeRelationship') === ORGANIZER);
  const organizer = event.values?.get('organizer') || told?.values?.get('attendeeEmail');
  const lines = organizer ? [contentLine('ORGANIZER', `mailto:${uriValue(organizer)}`)] : [];
  for (const { values } of attendees) {
    const email = values?.get('attendeeEmail');
    const name = values?.get('attendeeName');
    if (!email && !name) continue;
    const type = values?.get('attendeeType') ?? '';
    lines.push(
      contentLine('ATTENDEE', `mailto:${uriValue(email || 'unknown')}`, {
        CN: name || undefined,
        ROLE: ROLE[type],
        CUTYPE: type === '3' ? 'RESOURCE' : undefined,
        PARTSTAT: STATUS[values?.get('attendeeStatus') ?? ''],
      }),
    );
  }
  return lines.join('');
}
