import type { Row } from '../../../records/row.js';
import type { PrivateDatabase } from '../database/private-database.js';
import { iosRow } from '../ios-row.js';

const WANTED = {
  entity_type: 'number',
  type: 'number',
  status: 'number',
  role: 'number',
  identity_id: 'number',
  email: 'text',
  phone_number: 'text',
} as const;
/** The other `entity_type` of the table. */
const ORGANIZER = 8n;
/** Apple's `EKParticipantStatus` as Android numbers it: pending, accepted, declined, tentative. */
const STATUS: Readonly<Record<string, number>> = { 1: 3, 2: 1, 3: 2, 4: 4 };
/** Apple's `EKParticipantRole`: required, optional. */
const ROLE: Readonly<Record<string, number>> = { 1: 1, 2: 2 };
/** Apple's `EKParticipantType`: a room or a thing. */
const THINGS = new Set([2n, 3n]);

/** Who was invited, ordered by event. */
export function* attendees(database: PrivateDatabase): Generator<Row> {
  const table = database.table('Participant');
  const find = table?.finder(WANTED);
  const identity = database.table('Identity')?.finder({ display_name: 'text', address: 'text' });
  for (const [event, id] of table?.pairs('owner_id') ?? []) {
    const row = find?.(id);
    if (row === undefined || row.isCut || row.whole('entity_type') === ORGANIZER) continue;
    const who = identity?.(row.whole('identity_id') ?? -1n);
    const address = who?.filled('address')?.replace(/^mailto:/i, '');
    yield iosRow(id, {
      event_id: event,
      attendeeName: who?.filled('display_name'),
      attendeeEmail: row.filled('email') ?? address,
      attendeeRelationship: 1,
      attendeeType: THINGS.has(row.whole('type') ?? 0n) ? 3 : ROLE[String(row.whole('role'))],
      attendeeStatus: STATUS[String(row.whole('status'))],
      attendeePhone: row.filled('phone_number'),
    });
  }
}
